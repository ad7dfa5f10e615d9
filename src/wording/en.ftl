# Everything that somebody reads from us, in English. Short, friendly, no exclamation marks.
# The order is that of the commands; every key of the Dutch file is here, and no other.

## Building blocks

list-and = { $most } and { $last }
list-or = { $most } or { $last }
bracketed = [{ $text }]
in-words = { $english }
and-more = … and { $count } more.
did-you-mean = Did you mean { $options }?
corrected = I read “{ $typed }” as “{ $read }”.
moderators-only = { "\uFDEF" }{ "!" }{ $english } is for moderators only.

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
year-before-christ = { $year } BC
decade = { $year }s
moment = { $date } at { $time } (UTC)

## Citations

citation = { $work } (version { $revision })
citation-title = { $marks ->
    [double] “{ $title }”
    [angle] «{ $title }»
   *[single] ‘{ $title }’
}
footnote = — { $citation }
page-source = Source: { $citation }
place-paragraph = paragraph { $number }
place-caption = caption { $number }
place-byline = byline
place-sources = line of sources
paragraphs = { $count ->
    [one] paragraph { $list }
   *[other] paragraphs { $list }
}
editors-note = Editor’s note: { $text }
page-counter = Page { $page } of { $pages }. Read on: { -do-meer }
page-last = Page { $page } of { $pages }.

## Questions

question-empty = Ask a question about the article, or type { -do-help }.
question-missed = Then I misunderstood your question. Try other words, or see with { -do-inhoud } what is in the article.
question-maybe = I am not sure. This may be your answer:
question-none = The article does not say.
archive-away = The archive cannot be reached now; this comes from the articles that are here.
archive-part = A part of the archive cannot be reached now; there may be more in it.
question-none-hint = { -do-inhoud } shows what is in it, { -do-zoek } looks for single words.
question-published = According to its editor it is from { $date }.
question-authors = According to its editor it was written by { $authors }.
see-also = See also { $places }.
see-also-paragraph = { "\uFDEE" }paragraph { $number }
see-also-place = { $place } ({ $section })

## Countries

country-unknown = I do not know “{ $typed }” as a country.
country-absent = { $kind ->
    [plain] { $country } does not occur in this article.
   *[other] Not named in this article: { $country }.
}
country-present = These do: { $countries }.
country-present-more = These do: { $countries } and { $count } more.
country-none = This article names no countries.
country-mentioned = { $kind ->
    [plain] { $country } has no section of its own in this article, but is named in
   *[other] { $country }: no section of its own in this article, but named in
} { $count ->
    [one] one place
   *[other] { $count } places
}:
country-elsewhere = { $kind ->
    [plain] { $country } also occurs in { $paragraphs }.
   *[other] Also about { $country }: { $paragraphs }.
}
country-sections = Countries with a section of their own
country-others = Other countries that are named
country-hint = Type for example { -do-land } { $country }.

## People

person-none = “{ $typed }” does not occur in this article.
people-present = { $ends ->
    [point] The article names { $people }
   *[plain] The article names { $people }.
}
people-present-more = { $count ->
    [one] The article names { $people } and one other.
   *[other] The article names { $people } and { $count } others.
}
people-none = I recognise no people in this article.
person-no-name = “{ $typed }” is no name of a person that I recognise.
person-unknown = “{ $typed }” is no name of a person that I recognise, but it does stand in the article:
person-role = { $ends ->
    [point] With “{ $typed }” the article names { $people }
   *[plain] With “{ $typed }” the article names { $people }.
}
person-country = { $country } is a country. Try { -do-land } { $country }.

## Search and paragraphs

search-none = Nothing found for “{ $typed }”.
search-small = Words like “{ $typed }” are too common to search for. Between quotation marks I look for them as they stand: { -do-zoek } "{ $typed }"
search-more = { $count ->
    [one] And one more place.
   *[other] And { $count } more places.
} More words narrow the search.
paragraph-missing = There is no paragraph “{ $typed }”. { $last ->
    [one] There is one: paragraph 1.
   *[other] They run from 1 to { $last }.
}
paragraph-others = There are also { $labels }.
paragraph-last = The last paragraph is { $last }.

## Quotations and timeline

quotes-none = Nothing stands between quotation marks in this article.
quotes-none-of = I found no quotation of “{ $typed }” in this article.
quotes-speaker-unclear = Speaker not clear
quotes-unclear = The text does not make plain who said this; { $person } is named in the sentence:
timeline-empty = There are no dates in this article.
timeline-years = A year in square brackets is not in the sentence itself; it follows from the article’s date.

## Sources

cite-heading = How to cite this article
cite-paragraph = How to cite this place: { $citation }
editorial-brackets = What stands in square brackets was added by the editor; the text itself does not give it.
sources-unnamed = The article gives no list of sources.
source-named = { $count ->
    [one] The source that is named here
   *[other] The sources that are named here
}
source-none-named = No source is named here.
source-hint = With a number, for example { -do-bron } { $number }, you get the citation of that paragraph.

## Contents, summary, article

contents-heading = Contents of { $title }
contents-hint = Read a paragraph with { -do-alinea } and its number.
changes-when = Changed on { $moment }
changes-now = Changed
changes-old = Was
changes-new = Now
changes-changed = Changed
changes-removed = Removed
changes-added = Added
changes-moved = Moved, was in { $place }
changes-no-sentence = No sentence has changed, but a heading has, or something that belongs to the article.
changes-none = The text has not changed since { $since }.
changes-unkept = I cannot see what changed: no earlier versions of the article are kept here.
changes-unknown = I cannot see what changed: no earlier version of this article was kept.
changes-earlier = These are the last { $count } changes.
section-opening = Opening
summary-none = I found no sentences to make a summary of.
summary-limits = A summary has at most { $most } sentences, and at least one.
summary-fewer = { $count ->
    [one] I found only one that can be read by itself.
   *[other] I found only { $count } that can be read by themselves.
}
summary-leaning = I found no sentences that can be read by themselves; read what stands around them too.
summary-numbers = The number behind a sentence is that of its paragraph.
article-current = We are talking about { $article }.
article-which = Which article is it about?
article-choose = Choose one with { -do-artikel } and its name.
article-choose-moderator = A moderator chooses one with { -do-artikel } and its name.
article-unknown = I do not know “{ $typed }” as an article.
article-found = { $article } is called { $id } here.
article-chosen = In { venue-here } it is now about { $article }.

## Settings

venue = { $venue ->
    [room] room
   *[channel] channel
}
venue-here = { $venue ->
    [room] this room
   *[channel] this channel
}
settings-heading = What is set here
settings-hint = Set something with { -do-instelling } language en, for the whole server with { -do-instelling } server language en. Back to what it was: { -do-instelling } language default.
settings-hint-here = Set something with { -do-instelling } language en. Back to what it was: { -do-instelling } language default.
settings-of-operator = Settings belong to a channel on a chat platform. What holds here is what the operator chose:
setting-line = { $value } ({ $origin }), { $help }
setting-from-channel = { venue }
setting-from-server = server
setting-from-default = default
setting-none = none
setting-taal = the language of my answers
setting-voorvoegsel = what a command begins with
setting-artikel = which article it is about
setting-stil = whether I keep quiet here, or answer moderators only
setting-alleen = whether on this server I answer only in this channel, and in others where that is on
setting-lengte = how much an answer shows
setting-samenvatting = who may ask for a summary
setting-gemist = whether I keep questions that I did not answer well
setting-lezer = who reads the article: the operator’s language model helps, or I do alone
setting-unknown = I do not know the setting “{ $typed }”. Choose { $names }.
setting-wrong = “{ $typed }” does not fit { $name }.
setting-allowed = Choose { $values }. With default you set it back.
setting-marks = one or two of the marks { $marks }
setting-no-server = There is no server here to set something for. Leave that word out, and it holds for { venue-here }.
setting-of-servers = The setting “{ $name }” is for servers with several channels.
setting-only-channel = That is set for each channel, not for the whole server. After { -do-instelling } server only default I answer in all channels again.
setting-kept = Set for { $scope ->
    [server] the whole server
   *[other] { venue-here }
}: { $name } is now { $value }.
setting-reset = Set back: { $name } is { $value } here ({ $origin }).
setting-overruled = In { venue-here } { $name } remains { $value } ({ $origin }).
setting-elsewhere = In this channel I do not answer as long as that is on in another.
setting-not-kept = I could not keep the setting { $name }, so nothing has changed. The operator sees in the log why.
setting-missed-on = From now on I keep questions that the article does not answer, or whose answer gets 👎, for { $days } days at most. Read them with { -do-gemist }; { -do-over } tells everybody that I keep them.
setting-missed-off = What I had kept for that is deleted.
quiet-here = I do not answer here: the moderators have set it so.

## More, help, about

more-nothing = There is nothing more to show.
command-name = { "\uFDEF" }{ "!" }{ $english }
command-unknown = I do not know the command “{ "\uFDEF" }{ "!" }{ $typed }”.
argument-missing = Something is missing: { $usage }
help-hint = Type { -do-help } for all commands.
help-heading = What you can type
help-footer = Without an exclamation mark it is an ordinary question. More about a command: { -do-help } country
help-footer-given = More about a command: { -do-help } country
help-aliases = Also: { $aliases }
help-example = For example: { $example }
help-for-moderators = { $help } (for moderators)
usage-argument = { $open }{ $name }{ $close }

help-vraag = answers a question in the article’s own words
help-land = what the article says of a country
help-wie = where a person occurs
help-zoek = finds paragraphs by words; between quotation marks they must stand together
help-alinea = shows a paragraph, whole
help-citaat = literal statements, with who said them
help-tijdlijn = what happened when
help-bron = the sources, and how to cite the article
help-wijzigingen = what changed in the article, sentence by sentence
help-inhoud = the sections of the article
help-samenvatting = the sentences that matter most, of the whole or about a country
help-artikel = which article it is about
help-instelling = what is set here, and changing it
help-meer = the next page
help-help = this overview, or one command explained
help-over = version, rights, and what is kept
help-gemist = questions that the article does not answer, and answers that got 👎
help-vergeet = deletes what I keep of you

argument-question = question
argument-country = country
argument-name = name
argument-words = words
argument-number = number
argument-summary = country, number of sentences
argument-command = command
argument-setting = key value
argument-key = key
argument-value = value
argument-me = me

about-version = Voetnoot { $version } answers questions about an article in that article’s own words.
about-promise = Every quotation is literal and has a citation. What is not in the article, I say is not.
about-articles = { $count ->
    [one] The article
   *[other] The { $count } articles
}
about-unkept = What you type is neither kept nor logged.
about-missed = What you type is not logged. Questions that the article does not answer, or whose answer gets 👎, I do keep here, for { $days } days at most: moderators can read them, without seeing who asked. Other questions I remember for a week at most, in memory only, in case the answer still gets 👎.
about-reader = A question goes, with sentences of the article, to a language model at { $place }. It only points at the sentences that answer; it writes nothing of what you read. A moderator switches it off in { venue-here } with { -do-instelling } reader own.
about-reader-off = The operator plugged in a language model at { $place }, but it is off here: nothing is sent to it.
about-privacy = On a chat platform I remember for a week at most which answer belongs to which message and to whom, and who gave it 👍 or 👎: numbers, no text. After that, what remains of a 👍 or 👎 for some weeks is that it was there, not whose it was. What moderators set is kept until they set it back. What there is of you, you delete with { -do-vergeet } me.

## Missed, forgotten

missed-heading = What people missed here in the last { $days } days
missed-question = “{ $typed }”
missed-none = { $count ->
    [one] is not in the article
   *[other] is not in the article, asked { $count } times
}
missed-down = { $count ->
    [one] the answer got 👎
   *[other] the answer got 👎, asked { $count } times
}
missed-nothing = Nothing was missed here in the last { $days } days.
missed-votes = Answers here, in the last { $days } days: { $up } × 👍 and { $down } × 👎.
missed-off = I do not keep here what people ask, so I do not know what they missed. Switch it on with { -do-instelling } missed yes, for the whole server with { -do-instelling } server missed yes: then I keep such questions for { $days } days at most.
missed-off-here = I do not keep here what people ask, so I do not know what they missed. Switch it on with { -do-instelling } missed yes: then I keep such questions for { $days } days at most.
missed-elsewhere = What people miss I keep only on a chat platform, where moderators switch that on.
forgotten = Done. What I had of you is deleted: { $what }.
forgotten-answers = { $count ->
    [one] your number at one answer
   *[other] your number at { $count } answers
}
forgotten-votes = { $count ->
    [one] one 👍 or 👎
   *[other] { $count } times 👍 or 👎
}
forgotten-questions = { $count ->
    [one] one question
   *[other] { $count } questions
}
forgotten-since = The answers themselves stay, but no longer change with your question.
forgotten-nothing = I keep nothing of you.
forget-others = You alone I can forget: { -do-vergeet } me.
forget-failed = I cannot delete anything right now. The operator sees in the log why; try again later.

## The console

console-greeting = This is Voetnoot. Ask something about { $article }, and the answer comes in the article’s own words.
console-greeting-several = This is Voetnoot. Ask something about the { $count } articles, and the answer comes in their own words.
console-examples = For example:
console-hint = { -do-help } shows all you can type. Ctrl-D ends the conversation.
console-page = To read and ask in a browser: `voetnoot serve --web 127.0.0.1:8080`, then http://127.0.0.1:8080.
console-meaning = What the texts mean is still being worked out ({ $done } of { $total } paragraphs). Until that is done I search by words alone.
console-goodbye = Goodbye.
example-country = { -do-land } { $country }
example-person = Who is { $person }?
example-sources = Which sources does the article use?
example-subject = What is the article about?

## Conversations on a platform

look-up = Look up in the article
argument-sentences = sentences
choice-section = { $section } (paragraph { $list })
button-previous = Previous
button-next = Next
button-whole = Whole paragraph
button-paragraph = Paragraph { $number }
button-source = Source
button-not-yours = This button is for whoever asked. Ask it yourself and you get an answer of your own.
delete-not-yours = Only whoever asked and moderators can take this answer away.
button-stale = The text of the article has changed since this answer. Please ask again.
button-stale-changes = The text of the article has changed since this answer: { -do-wijzigingen } shows what is different. Please ask again.
button-unknown = I cannot open this answer any more. Please ask again.
choose-country = Choose a country
slow-down = Not so fast: you can ask again in a few seconds.
too-busy = It is very busy now. Please ask again later.
late = You asked this { $minutes } minutes ago.
asked = “{ $text }”
by-slash = Use /{ $command } for that: then you alone see first what will be posted.
went-wrong = Something went wrong. Please try again later.
summary-anew = Give { -do-samenvatting } in a new message: then I show the summary first.
summary-post = Post
summary-post-and-pin = Post and pin
summary-cancel = Cancel
summary-posted = The summary has been posted.
summary-pinned = The summary has been posted and pinned.
summary-cancelled = The summary has not been posted.
summary-not-yours = Only moderators can post a summary here.
summary-not-posted = I may not post that here. Give me the permission to send messages in { venue-here }.
summary-not-pinned = The summary has been posted, but I may not pin it here. Give me the permission to pin messages in { venue-here }.
summary-choose = Choose by a reaction: ✅ posts this, 📌 pins it too, ❌ does nothing.
unreadable = I could not read an encrypted message: its key did not reach me. Please send it again.
greeting = This is Voetnoot. Ask about { $article }, and the answer comes in the article’s own words; { -do-help } shows what else there is.
greeting-several = This is Voetnoot. Ask about the { $count } articles, and the answer comes in their own words; { -do-help } shows what else there is.
presence = /help · { $article }
