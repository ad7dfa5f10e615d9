# What stands on the reading page, beside the article and the answers themselves.

page-skip = Skip to the text
page-articles = Articles
page-about = Voetnoot answers in the words of the article itself. What you ask is not kept.
page-ask-this = Ask something about this article
page-ask-all = { $count ->
    [one] Ask something about the article
   *[other] Ask something about the { $count } articles
}
page-ask = Ask
page-examples = For example:
page-answer = Answer
page-turning = Pages
page-contents = Contents
page-sources = Sources
page-original = Read this article where it was published
page-whole = Read the whole article
page-marked = Quoted and marked: words of { $place }.
page-marked-go = Go to the quotation
page-mark-begins = quotation begins:
page-mark-ends = (quotation ends)
page-changed = This article has been updated since this was cited. This is the present version, in which the quoted words may differ or be missing.
page-earlier = The text has changed since this was cited. This is what it was then.
page-earlier-now = The present text
page-earlier-changes = What changed
page-missing = There is no such page
page-missing-hint = The address may be mistaken, or the article is no longer here. Have a look at:

## Commands that do not work here

page-without-samenvatting = I make no summaries here. { "!" }{ $english } works in the terminal, and for moderators on Discord and Matrix.
page-without-instelling = There is nothing to set here. { "!" }{ $english } works on Discord and Matrix, for moderators.
page-without-meer = Here the links below an answer turn its pages. { "!" }{ $english } works in the terminal and in a chat.
page-without-gemist = I do not keep here what people miss. { "!" }{ $english } works on Discord and Matrix, for moderators who switch that on.
page-without-vergeet = I keep nothing of you here, so there is nothing to delete. { "!" }{ $english } works on Discord and Matrix.

## Overviews

page-overviews = At a glance
page-tijdlijn = Timeline
page-tijdlijn-about = The sentences of the article that have a date, in order.
page-tijdlijn-span = { $from } – { $to }
page-tijdlijn-closer = Closer: { $from } – { $to }
page-tijdlijn-vague = (open dot: the exact date is not told)
page-landen = Countries
page-landen-about = How many sentences are about a country: those of its own section, and elsewhere those that name it.
page-landen-count = { $count ->
    [one] 1 sentence
   *[other] { $count } sentences
}
page-landen-section = own section
page-mensen = People
page-mensen-about = Whom the article names, and what they say.
page-mensen-said = { $count ->
    [one] Quotation
   *[other] Quotations
}
page-wijzigingen = Changes
page-wijzigingen-about = What changed in the article, sentence by sentence.
page-wijzigingen-none = No change can be seen here: no other version of this article was kept.

## Refused

page-refused-405 = You can only read here.
page-refused-414 = The address is too long. A question may have a thousand characters at most.
page-refused-421 = This page cannot be read at this address.
page-refused-429 = Too many requests come from this address at once. Try again later.
page-refused-431 = The request is too large. Clear the cookies of this address and try again.
