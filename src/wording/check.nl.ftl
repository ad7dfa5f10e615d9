### Wat `check` over de artikelen zegt: wat er niet klopt, wat eraan te doen is, en hoe een artikel geciteerd wordt.

## Bestanden

problem-unreadable = Dit is niet te lezen: { $error }.
problem-unreadable-mend = Controleer het pad en de rechten.
problem-utf16 = Het bestand is UTF-16.
problem-latin1 = Vanaf deze regel is het bestand geen UTF-8, maar het lijkt op Latin-1 (Windows-1252).
problem-not-utf8 = Deze regel is geen UTF-8.
problem-encoding-mend = Sla het bestand op als UTF-8.
problem-binary = Het bestand is geen tekst.
problem-binary-mend = Sla op wat erin staat als tekst, in UTF-8, of haal het weg.
problem-format = Dit is geen artikel en geen archief.
problem-format-mend = Noem een artikel .md en een archief .jsonl.
problem-document = Dit document wordt niet gelezen zoals het is.
problem-document-mend = Maak er een artikel van: voetnoot import { $file }
problem-nothing = Hier is geen artikel.
problem-nothing-mend = Zet er een artikel (.md) of een archief (.jsonl) neer.
problem-id-taken = De id { $id } is al van { $file }:{ $line }.
problem-id-taken-mend = Geef elk artikel een eigen id.
problem-language = De taal { $language } ken ik niet.
problem-language-mend = Schrijf "nl" of "en" als de tekst in een van die talen is; in een andere taal vind ik minder.

## Wat boven een artikel staat

problem-of-front-matter = Het blok boven de tekst
problem-of-source = Een bron
problem-of-person = Een persoon
problem-of-note = Een noot
problem-of-article = Het artikel
problem-of-a-paragraph = Een alinea
problem-of-paragraph = Alinea { $number }
problem-of-line = Deze regel
kind-text = een tekst
kind-number = een getal
kind-large-number = een heel groot getal
kind-fraction = een breuk
kind-list = een lijst
kind-table = een tabel
kind-truth = waar of onwaar
kind-null = null
kind-reference = een verwijzing
problem-open = Het blok boven de tekst eindigt niet.
problem-open-mend = Schrijf er { $fence } onder, op een eigen regel.
problem-toml = Het blok boven de tekst is geen TOML: { $message }.
problem-toml-mend = Zoek een vergeten aanhalingsteken, haak of gelijkteken.
problem-toml-curly-mend = Schrijf rechte aanhalingstekens (") in plaats van de gekrulde die een tekstverwerker ervan maakt.
problem-yaml = Het blok boven de tekst is geen YAML: { $message }.
problem-yaml-mend = Zet een waarde met een dubbelepunt, een # of een aanhalingsteken erin tussen aanhalingstekens.
problem-yaml-table-mend = Schrijf op elke regel een naam en een waarde, zoals title: De brug.
problem-json = Het blok boven de tekst is geen JSON: { $message }.
problem-json-mend = Zoek een vergeten aanhalingsteken, haak of komma.
problem-missing = { $what } heeft geen { $key }.
problem-missing-mend = Voeg dat toe.
problem-twice = De naam { $key } staat hier twee keer.
problem-twice-mend = Houd een van de twee.
problem-unknown = De naam { $key } ken ik hier niet.
problem-unknown-mend = Haal die weg; bekend zijn { $known }.
problem-did-you-mean = Bedoelde je { $name }?
problem-left-out = { $count ->
    [one] De naam { $keys } ken ik hier niet; wat daar staat, blijft weg.
   *[other] De namen { $keys } ken ik hier niet; wat daar staat, blijft weg.
}
problem-left-out-mend = Je hoeft niets te doen.
problem-list = { $what } moet een lijst zijn, en is { $kind }.
problem-list-mend = Zet het tussen vierkante haken.
problem-table = { $what } moet een tabel zijn, en is { $kind }.
problem-table-mend = Zet de namen en waarden tussen accolades.
problem-text = { $what } moet een tekst zijn, en is { $kind }.
problem-text-mend = Zet het tussen aanhalingstekens.
problem-number = { $what } moet een getal zijn, en is { $kind }.
problem-number-mend = Schrijf het in cijfers, zonder aanhalingstekens.
problem-empty = { $what } is leeg.
problem-empty-mend = Vul het in.
problem-lines = { $what } bevat een regeleinde of een tab.
problem-lines-mend = Schrijf het op één regel.
problem-control = { $what } bevat het stuurteken { $code }.
problem-control-mend = Haal het weg.
problem-id = { $key } { $id } is niet te gebruiken.
problem-id-mend = Een id is niet leeg en heeft geen spatie, # of /.
problem-language-tag = { $language } is geen taal.
problem-language-tag-mend = Schrijf de code, zoals "nl" of "en".
problem-date = { $date } is geen datum van publicatie.
problem-date-mend = Schrijf "2022", "2022-01" of "2022-01-05".
problem-url = { $url } is geen webadres.
problem-url-mend = Schrijf het heel, vanaf https:// of http://, zonder spaties.
problem-reader = { $reader } is geen lezer.
problem-reader-mend = Schrijf "own" of "model".
problem-editorial = "editorial" noemt het onbekende veld { $name }.
problem-editorial-mend = Noem een van { $known }.
problem-note-lost = Er is geen alinea { $number } voor deze noot.
problem-note-lost-mend = Bijschriften, auteursregel en bronnen tellen niet mee.
problem-note-twice = Alinea { $number } heeft twee noten.
problem-note-twice-mend = Maak er een van.
problem-no-title = Het artikel heeft geen titel.
problem-no-title-mend = Schrijf die in het blok boven de tekst, of op de eerste regel van de tekst, na # en een spatie.
problem-no-author = Het artikel noemt geen auteur.
problem-no-author-mend = Noem er een in het blok boven de tekst.
problem-assumed = Aangenomen: { $what }.
problem-assumed-mend = Schrijf in het blok boven de tekst wat anders is.
assumed-title-of-heading = de titel { $title } (de eerste kop)
assumed-title-of-line = de titel { $title } (de eerste regel)
assumed-id = de id { $id } (de naam van het bestand)
assumed-date = de datum { $date } (de naam van het bestand)
assumed-language = de taal { $language } (de woorden)
assumed-authors = de auteurs { $authors } (de auteursregel)

## De tekst

problem-no-paragraph = Het artikel heeft geen alinea.
problem-no-paragraph-mend = Schrijf de tekst onder het blok met titel en auteurs.
problem-section-empty = Het deel { $section } heeft geen alinea.
problem-section-empty-mend = Schrijf er tekst onder, of haal de kop weg.
problem-photo-bare = De foto heeft geen bijschrift.
problem-photo-bare-mend = De foto blijft weg; schrijf een bijschrift tussen { "!" }[ en ].
problem-photo-address = De foto heeft een adres, { $address }.
problem-photo-address-mend = Dat blijft weg: alleen bijschriften worden bewaard.
problem-byline-again = De auteursregel staat hier nog eens, na regel { $line }.
problem-byline-again-mend = Hier blijft hij weg; houd een van de twee.
problem-sources-again = De bronnenregel staat hier nog eens, na regel { $line }.
problem-sources-again-mend = Hier is hij een gewone alinea; houd een van de twee.
problem-like-heading = { $text } lijkt een kop, maar wordt gelezen als alinea.
problem-like-heading-mend = Zet een spatie na ## als het een kop is.
problem-like-sources = Dit lijkt de bronnenregel, maar wordt gelezen als alinea.
problem-like-sources-mend = Begin met Bronnen: als het die is.
problem-like-byline = Dit lijkt de auteursregel, maar wordt gelezen als alinea.
problem-like-byline-mend = Schrijf { $byline }, zoals "authors" het heeft, als het die is.
problem-like-byline-unnamed = Noem de auteurs in "authors" als het die is.
problem-archive-json = De regel is geen JSON: { $message } (kolom { $column }).
problem-archive-json-mend = Schrijf op elke regel één JSON-object.
problem-archive-empty-mend = Voeg er een toe, of haal de regel weg.
problem-paragraph-empty-mend = Geef die een tekst, of haal die weg.

## Wat check afdrukt

check-error = fout: { $problem }
check-warning = waarschuwing: { $problem }
check-passed-over = niet gelezen: { $what }
check-readme = { $file } (gaat over de map)
check-document = { $file } (maak er een artikel van: voetnoot import { $file })
check-others = { $count ->
    [one] { $file }
   *[other] { $count } bestanden { $kind }, het eerste { $file }
}
check-no-extension = zonder extensie
check-bundled = het ingebouwde artikel
check-summary = { $place }: { $articles ->
    [one] 1 artikel
   *[other] { $articles } artikelen
}, { $passages ->
    [one] 1 passage
   *[other] { $passages } passages
}, { $verdict }
check-nothing-wrong = alles in orde
check-errors = { $count ->
    [one] 1 fout
   *[other] { $count } fouten
}
check-warnings = { $count ->
    [one] 1 waarschuwing
   *[other] { $count } waarschuwingen
}

check-reader-right = taalmodel op { $place }: wees in { $seconds } s de juiste zin aan
check-reader-wrong = Het taalmodel op { $place } wees bij een proefvraag niet de juiste zin aan (na { $seconds } s). Meet het met voetnoot eval --reader.
check-reader-unused = Het taalmodel op { $place } wordt niet gebruikt: het wijst aan naast de ingebouwde lezer, en die is er niet zonder het embeddingmodel.
check-reader-failed = Het taalmodel op { $place } { $failure ->
    [late] antwoordde niet binnen { $timeout } s.
    [status] weigerde een proefvraag, met status { $status }.
    [nonsense] antwoordde met iets anders dan nummers van zinnen.
   *[connection] is niet te bereiken: { $cause }.
} Zonder antwoord leest de ingebouwde lezer alleen.

## Een artikel zoals het geciteerd wordt

check-show-head = { $title }
    id: { $id }
    auteurs: { $authors }
    taal: { $language }
    gepubliceerd: { $published }
    adres: { $url }
    versie: { $revision }
check-show-unknown = onbekend
check-show-lede = lede
check-show-body = alinea
check-show-caption = bijschrift
check-show-byline = auteursregel
check-show-line-of-sources = bronnenregel
check-show-note = Noot van de redactie: { $note }
check-show-people = Personen
check-show-countries = Landen
check-show-dates = Datums
check-show-sources = Bronnen
check-show-quotations = Citaten
check-show-embed = Om in te bedden op een pagina van jullie zelf
check-show-absent = Er is geen artikel { $name } dat te lezen is. { $known ->
    [0] { "" }
   *[other] Noem er een met de id of het bestand: { $ids }.
}
