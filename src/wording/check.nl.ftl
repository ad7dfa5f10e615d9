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
check-show-absent = Er is geen artikel { $name } dat te lezen is. { $known ->
    [0] { "" }
   *[other] Noem er een met de id of het bestand: { $ids }.
}
