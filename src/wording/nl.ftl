# Alles wat iemand van ons leest, in het Nederlands. Kort, vriendelijk, «je», geen uitroeptekens.
# De volgorde is die van de opdrachten.

## Bouwstenen

list-and = { $most } en { $last }
list-or = { $most } of { $last }
bracketed = [{ $text }]
in-words = { $dutch }
and-more = … en nog { $count } andere.
did-you-mean = Bedoelde je { $options }?
corrected = Ik las “{ $typed }” als “{ $read }”.
moderators-only = { "\uFDEF" }{ "!" }{ $dutch } is er alleen voor moderators.

month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
year-before-christ = { $year } v.Chr.
decade = jaren { $year }
moment = { $date } om { $time } (UTC)

## Verwijzingen

citation = { $work } (versie { $revision })
citation-title = { $marks ->
    [double] “{ $title }”
    [angle] «{ $title }»
   *[single] ‘{ $title }’
}
footnote = — { $citation }
page-source = Bron: { $citation }
place-paragraph = alinea { $number }
place-caption = bijschrift { $number }
place-byline = auteursregel
place-sources = bronnenregel
paragraphs = { $count ->
    [one] alinea { $list }
   *[other] alinea’s { $list }
}
editors-note = Noot van de redactie: { $text }
page-counter = Bladzijde { $page } van { $pages }. Verder lezen: { -do-meer }
page-last = Bladzijde { $page } van { $pages }.

## Vragen

question-empty = Stel een vraag over het artikel, of typ { -do-help }.
question-missed = Dan begreep ik je vraag niet goed. Stel hem eens anders, of kijk met { -do-inhoud } wat er in het artikel staat.
question-maybe = Ik weet het niet zeker. Dit kan je antwoord zijn:
question-none = Dat staat niet in het artikel.
archive-away = Het archief is nu niet bereikbaar; dit komt uit de artikelen die hier staan.
archive-part = Een deel van het archief is nu niet bereikbaar; daar kan meer staan.
question-none-hint = Met { -do-inhoud } zie je wat er wel in staat, met { -do-zoek } zoek je op losse woorden.
question-published = Volgens de redactie is het van { $date }.
question-authors = Volgens de redactie is het geschreven door { $authors }.
see-also = Zie ook { $places }.
see-also-paragraph = { "\uFDEE" }alinea { $number }
see-also-place = { $place } ({ $section })

## Landen

country-unknown = “{ $typed }” ken ik niet als land.
country-absent = { $kind ->
    [plain] { $country } komt in dit artikel niet voor.
   *[other] Niet genoemd in dit artikel: { $country }.
}
country-present = Wel: { $countries }.
country-present-more = Wel: { $countries } en nog { $count } andere.
country-none = Dit artikel noemt geen landen.
country-mentioned = { $kind ->
    [plain] { $country } heeft geen eigen deel in dit artikel, maar wordt
   *[other] { $country }: geen eigen deel in dit artikel, wel
} { $count ->
    [one] op één plaats
   *[other] op { $count } plaatsen
} genoemd:
country-elsewhere = { $kind ->
    [plain] { $country } komt ook voor in { $paragraphs }.
   *[other] Ook over { $country }: { $paragraphs }.
}
country-sections = Landen met een eigen deel
country-others = Andere landen die genoemd worden
country-hint = Typ bijvoorbeeld { -do-land } { $country }.

## Personen

person-none = “{ $typed }” komt in dit artikel niet voor.
people-present = { $ends ->
    [point] Het artikel noemt { $people }
   *[plain] Het artikel noemt { $people }.
}
people-present-more = { $count ->
    [one] Het artikel noemt { $people } en nog één ander.
   *[other] Het artikel noemt { $people } en nog { $count } anderen.
}
people-none = Ik herken in dit artikel geen personen.
person-no-name = “{ $typed }” herken ik niet als naam van een persoon.
person-unknown = “{ $typed }” herken ik niet als naam van een persoon, maar het staat wel in het artikel:
person-role = { $ends ->
    [point] Bij “{ $typed }” noemt het artikel { $people }
   *[plain] Bij “{ $typed }” noemt het artikel { $people }.
}
person-country = { $country } is een land. Probeer { -do-land } { $country }.

## Zoeken en alinea's

search-none = Niets gevonden voor “{ $typed }”.
search-small = Woorden als “{ $typed }” zijn te gewoon om op te zoeken. Tussen aanhalingstekens zoek ik ze zoals ze er staan: { -do-zoek } "{ $typed }"
search-more = { $count ->
    [one] En nog één andere plaats.
   *[other] En nog { $count } andere plaatsen.
} Met meer woorden zoek je preciezer.
paragraph-missing = Alinea “{ $typed }” is er niet. { $last ->
    [one] Er is er één: alinea 1.
   *[other] De alinea’s lopen van 1 tot en met { $last }.
}
paragraph-others = Verder zijn er { $labels }.
paragraph-last = De laatste alinea is { $last }.

## Citaten en tijdlijn

quotes-none = In dit artikel staat niets tussen aanhalingstekens.
quotes-none-of = Van “{ $typed }” vond ik in dit artikel geen citaat.
quotes-speaker-unclear = Spreker niet duidelijk
quotes-unclear = Wie dit zei, maakt de tekst niet duidelijk; { $person } wordt in de zin genoemd:
timeline-empty = In dit artikel staan geen data.
timeline-years = Een jaartal tussen vierkante haken staat niet in de zin zelf, maar volgt uit de datum van het artikel.

## Bronnen

cite-heading = Zo verwijs je naar dit artikel
cite-paragraph = Zo verwijs je naar deze plaats: { $citation }
editorial-brackets = Wat tussen vierkante haken staat, is toegevoegd door de redactie; de tekst zelf noemt het niet.
sources-unnamed = Het artikel noemt geen lijst van bronnen.
source-named = { $count ->
    [one] De bron die hier genoemd wordt
   *[other] De bronnen die hier genoemd worden
}
source-none-named = Hier wordt geen bron genoemd.
source-hint = Met een nummer erbij, bijvoorbeeld { -do-bron } { $number }, krijg je de verwijzing naar die alinea.

## Inhoud, samenvatting, artikel

contents-heading = Inhoud van { $title }
contents-hint = Lees een alinea met { -do-alinea } en het nummer.
section-opening = Inleiding
changes-when = Gewijzigd op { $moment }
changes-now = Gewijzigd
changes-old = Was
changes-new = Nu
changes-changed = Veranderd
changes-removed = Verdwenen
changes-added = Erbij gekomen
changes-moved = Verplaatst, stond in { $place }
changes-no-sentence = Geen zin is veranderd, wel een kop, of iets wat bij het artikel hoort.
changes-none = De tekst is niet veranderd sinds { $since }.
changes-unkept = Ik kan niet zien wat er veranderde: hier worden geen eerdere versies van het artikel bewaard.
changes-unknown = Ik kan niet zien wat er veranderde: van dit artikel is geen eerdere versie bewaard.
changes-earlier = Dit zijn de laatste { $count } wijzigingen.
summary-none = Ik vond geen zinnen om een samenvatting van te maken.
summary-limits = Een samenvatting heeft hoogstens { $most } zinnen en minstens één.
summary-fewer = { $count ->
    [one] Ik vond er maar één die je los kunt lezen.
   *[other] Ik vond er maar { $count } die je los kunt lezen.
}
summary-leaning = Zinnen die je los kunt lezen vond ik niet; lees ook wat eromheen staat.
summary-numbers = Het nummer achter een zin is dat van de alinea.
article-current = We hebben het over { $article }.
article-which = Over welk artikel gaat het?
article-choose = Kies er een met { -do-artikel } en de naam ervan.
article-choose-moderator = Een moderator kiest er een met { -do-artikel } en de naam ervan.
article-unknown = “{ $typed }” ken ik niet als artikel.
article-found = { $article } heet hier { $id }.
article-chosen = In { venue-here } gaat het nu over { $article }.

## Instellingen

venue = { $venue ->
    [room] kamer
   *[channel] kanaal
}
venue-here = { $venue ->
    [room] deze kamer
   *[channel] dit kanaal
}
settings-heading = Zo is het hier ingesteld
settings-hint = Zet iets met { -do-instelling } taal en, voor de hele server met { -do-instelling } server taal en. Terug naar wat het was: { -do-instelling } taal standaard.
settings-hint-here = Zet iets met { -do-instelling } taal en. Terug naar wat het was: { -do-instelling } taal standaard.
settings-of-operator = Instellingen horen bij een kanaal op een chatplatform. Hier geldt wat de beheerder koos:
setting-line = { $value } ({ $origin }), { $help }
setting-from-channel = { venue }
setting-from-server = server
setting-from-default = standaard
setting-none = geen
setting-taal = de taal van mijn antwoorden
setting-voorvoegsel = waarmee een opdracht begint
setting-artikel = over welk artikel het gaat
setting-stil = of ik hier zwijg, of alleen voor moderators antwoord
setting-alleen = of ik op deze server alleen in dit kanaal antwoord, en in andere waar dat aanstaat
setting-lengte = hoeveel een antwoord laat zien
setting-samenvatting = wie om een samenvatting mag vragen
setting-gemist = of ik vragen bewaar die ik niet goed beantwoordde
setting-lezer = wie het artikel leest: het taalmodel van de beheerder helpt mee, of alleen ik
setting-unknown = De instelling “{ $typed }” ken ik niet. Kies uit { $names }.
setting-wrong = “{ $typed }” past niet bij { $name }.
setting-allowed = Kies uit { $values }. Met standaard zet je het terug.
setting-marks = één of twee van de tekens { $marks }
setting-no-server = Hier is geen server om iets voor in te stellen. Laat dat woord weg, dan geldt het voor { venue-here }.
setting-of-servers = De instelling “{ $name }” is voor servers met meer kanalen.
setting-only-channel = Dat stel je per kanaal in, niet voor de hele server. Na { -do-instelling } server alleen standaard antwoord ik weer in alle kanalen.
setting-kept = Ingesteld voor { $scope ->
    [server] de hele server
   *[other] { venue-here }
}: { $name } is nu { $value }.
setting-reset = Teruggezet: { $name } is hier { $value } ({ $origin }).
setting-overruled = In { venue-here } blijft { $name } { $value } ({ $origin }).
setting-elsewhere = In dit kanaal antwoord ik niet zolang dat in een ander kanaal aanstaat.
setting-not-kept = De instelling { $name } kon ik niet bewaren, dus er is niets veranderd. De beheerder ziet in het logboek waarom.
setting-missed-on = Vanaf nu bewaar ik vragen die het artikel niet beantwoordt of waarvan het antwoord 👎 krijgt, hoogstens { $days } dagen. Met { -do-gemist } lees je ze; { -do-over } zegt tegen iedereen dat ik ze bewaar.
setting-missed-off = Wat ik daarvoor bewaarde, is gewist.
quiet-here = Hier antwoord ik niet: zo hebben de moderators het ingesteld.

## Meer, help, over

more-nothing = Er is niets meer om te laten zien.
command-name = { "\uFDEF" }{ "!" }{ $dutch }
command-unknown = De opdracht “{ "\uFDEF" }{ "!" }{ $typed }” ken ik niet.
argument-missing = Er ontbreekt nog iets: { $usage }
help-hint = Typ { -do-help } voor alle opdrachten.
help-heading = Dit kun je typen
help-footer = Zonder uitroepteken is het een gewone vraag. Meer over een opdracht: { -do-help } land
help-footer-given = Meer over een opdracht: { -do-help } land
help-aliases = Ook: { $aliases }
help-example = Bijvoorbeeld: { $example }
help-for-moderators = { $help } (voor moderators)
usage-argument = { $open }{ $name }{ $close }

help-vraag = beantwoordt een vraag in de woorden van het artikel
help-land = wat het artikel over een land zegt
help-wie = waar een persoon voorkomt
help-zoek = zoekt alinea’s bij woorden; tussen aanhalingstekens moeten ze bij elkaar staan
help-alinea = laat een alinea helemaal zien
help-citaat = letterlijke uitspraken, met wie het zei
help-tijdlijn = wat er wanneer gebeurde
help-bron = de bronnen, en hoe je naar het artikel verwijst
help-wijzigingen = wat er in het artikel veranderde, zin voor zin
help-inhoud = de delen van het artikel
help-samenvatting = de belangrijkste zinnen, over het geheel of over een land
help-artikel = over welk artikel het gaat
help-instelling = wat hier is ingesteld, en het veranderen
help-meer = de volgende bladzijde
help-help = dit overzicht, of uitleg over één opdracht
help-over = versie, rechten, en wat er bewaard wordt
help-gemist = vragen die het artikel niet beantwoordt, en antwoorden die 👎 kregen
help-vergeet = wist wat ik van jou bewaar

argument-question = vraag
argument-country = land
argument-name = naam
argument-words = woorden
argument-number = nr
argument-summary = land, aantal zinnen
argument-command = opdracht
argument-setting = sleutel waarde
argument-key = sleutel
argument-value = waarde
argument-me = mij

about-version = Voetnoot { $version } beantwoordt vragen over een artikel in de eigen woorden van dat artikel.
about-promise = Elk citaat is letterlijk en heeft een verwijzing. Staat iets er niet in, dan zeg ik dat.
about-articles = { $count ->
    [one] Het artikel
   *[other] De { $count } artikelen
}
about-unkept = Wat je typt, wordt niet bewaard en niet vastgelegd in logboeken.
about-missed = Wat je typt, wordt niet vastgelegd in logboeken. Vragen die het artikel niet beantwoordt of waarvan het antwoord 👎 krijgt, bewaar ik hier wel, hoogstens { $days } dagen: moderators kunnen ze lezen, zonder te zien wie ze stelde. Andere vragen onthoud ik hoogstens een week, in het geheugen alleen, voor het geval het antwoord nog 👎 krijgt.
about-reader = Een vraag gaat hier, samen met zinnen uit het artikel, naar een taalmodel op { $place }. Dat wijst alleen aan welke zinnen antwoorden; het schrijft niets van wat je leest. Een moderator zet het in { venue-here } uit met { -do-instelling } lezer eigen.
about-reader-off = De beheerder sloot een taalmodel aan op { $place }, maar hier staat het uit: er gaat niets naartoe.
about-privacy = Op een chatplatform onthoud ik hoogstens een week welk antwoord bij welk bericht en welke vrager hoort, en wie er 👍 of 👎 bij zette: nummers, geen tekst. Daarna blijft van een 👍 of 👎 nog een paar weken over dat hij er was, niet van wie. Wat moderators instellen, wordt bewaard tot ze het terugzetten. Wat er van jou is, wis je met { -do-vergeet } mij.

## Gemist, vergeten

missed-heading = Wat mensen hier de laatste { $days } dagen misten
missed-question = “{ $typed }”
missed-none = { $count ->
    [one] staat niet in het artikel
   *[other] staat niet in het artikel, { $count } keer gevraagd
}
missed-down = { $count ->
    [one] het antwoord kreeg 👎
   *[other] het antwoord kreeg 👎, { $count } keer gevraagd
}
missed-nothing = In de laatste { $days } dagen is hier niets gemist.
missed-votes = Antwoorden hier, de laatste { $days } dagen: { $up } × 👍 en { $down } × 👎.
missed-off = Hier bewaar ik niet wat mensen vragen, dus weet ik niet wat ze misten. Zet het aan met { -do-instelling } gemist ja, voor de hele server met { -do-instelling } server gemist ja: dan bewaar ik zulke vragen hoogstens { $days } dagen.
missed-off-here = Hier bewaar ik niet wat mensen vragen, dus weet ik niet wat ze misten. Zet het aan met { -do-instelling } gemist ja: dan bewaar ik zulke vragen hoogstens { $days } dagen.
missed-elsewhere = Wat mensen missen, bewaar ik alleen op een chatplatform, waar moderators dat aanzetten.
forgotten = Klaar. Wat ik van je had, is gewist: { $what }.
forgotten-answers = { $count ->
    [one] je nummer bij één antwoord
   *[other] je nummer bij { $count } antwoorden
}
forgotten-votes = { $count ->
    [one] één 👍 of 👎
   *[other] { $count } keer 👍 of 👎
}
forgotten-questions = { $count ->
    [one] één vraag
   *[other] { $count } vragen
}
forgotten-since = De antwoorden zelf blijven staan, maar veranderen niet meer mee met je vraag.
forgotten-nothing = Van jou bewaar ik niets.
forget-others = Alleen jezelf kan ik vergeten: { -do-vergeet } mij.
forget-failed = Wissen lukt nu niet. De beheerder ziet in het logboek waarom; probeer het later nog eens.

## De console

console-greeting = Dit is Voetnoot. Vraag iets over { $article }, en je krijgt antwoord in de woorden van het artikel zelf.
console-greeting-several = Dit is Voetnoot. Vraag iets over de { $count } artikelen, en je krijgt antwoord in hun eigen woorden.
console-examples = Bijvoorbeeld:
console-hint = { -do-help } laat alles zien wat je kunt typen. Stoppen doe je met Ctrl-D.
console-page = In een browser lees en vraag je met `voetnoot serve --web 127.0.0.1:8080`, op http://127.0.0.1:8080.
console-meaning = Wat de teksten betekenen wordt nog uitgewerkt ({ $done } van { $total } alinea’s). Tot dat klaar is zoek ik op woorden alleen.
console-goodbye = Tot ziens.
example-country = { -do-land } { $country }
example-person = Wie is { $person }?
example-sources = Welke bronnen gebruikt het artikel?
example-subject = Waar gaat het artikel over?

## Gesprekken op een platform

look-up = Zoek op in het artikel
argument-sentences = zinnen
choice-section = { $section } (alinea { $list })
button-previous = Vorige
button-next = Volgende
button-whole = Hele alinea
button-paragraph = Alinea { $number }
button-source = Bron
button-not-yours = Deze knop is voor wie het vroeg. Stel de vraag zelf, dan krijg je je eigen antwoord.
delete-not-yours = Alleen wie het vroeg en moderators kunnen dit antwoord weghalen.
button-stale = De tekst van het artikel is veranderd sinds dit antwoord. Stel de vraag nog eens.
button-stale-changes = De tekst van het artikel is veranderd sinds dit antwoord: { -do-wijzigingen } laat zien wat er anders is. Stel de vraag nog eens.
button-unknown = Dit antwoord kan ik niet meer openslaan. Stel de vraag nog eens.
choose-country = Kies een land
slow-down = Even rustig aan: je kunt over een paar tellen weer iets vragen.
too-busy = Het is nu erg druk. Vraag het straks nog eens.
late = Je vroeg dit { $minutes } minuten geleden.
asked = “{ $text }”
by-slash = Gebruik daarvoor /{ $command }: dan zie je eerst alleen zelf wat er geplaatst wordt.
went-wrong = Er ging iets mis. Probeer het straks nog eens.
summary-anew = Geef { -do-samenvatting } in een nieuw bericht: dan laat ik de samenvatting eerst zien.
summary-post = Plaatsen
summary-post-and-pin = Plaatsen en vastzetten
summary-cancel = Annuleren
summary-posted = De samenvatting is geplaatst.
summary-pinned = De samenvatting is geplaatst en vastgezet.
summary-cancelled = De samenvatting is niet geplaatst.
summary-not-yours = Een samenvatting plaatsen kunnen hier alleen moderators.
summary-not-posted = Dat mag ik hier niet plaatsen. Geef me in { venue-here } het recht om berichten te sturen.
summary-not-pinned = De samenvatting is geplaatst, maar vastzetten mag ik hier niet. Geef me in { venue-here } het recht om berichten vast te zetten.
summary-choose = Kies met een reactie: ✅ plaatst dit, 📌 zet het ook vast, ❌ doet niets.
unreadable = Een versleuteld bericht kon ik niet lezen: de sleutel ervan kwam niet bij mij aan. Stuur het nog eens.
greeting = Dit is Voetnoot. Vraag iets over { $article }, en je krijgt antwoord in de woorden van het artikel zelf; { -do-help } laat zien wat er nog meer kan.
greeting-several = Dit is Voetnoot. Vraag iets over de { $count } artikelen, en je krijgt antwoord in hun eigen woorden; { -do-help } laat zien wat er nog meer kan.
presence = /help · { $article }
