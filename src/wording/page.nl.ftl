# Wat er op de leespagina staat, buiten het artikel en de antwoorden zelf.

page-skip = Naar de tekst
page-articles = Artikelen
page-about = Voetnoot antwoordt in de woorden van het artikel zelf. Wat je vraagt, wordt niet bewaard.
page-ask-this = Vraag iets over dit artikel
page-ask-all = { $count ->
    [one] Vraag iets over het artikel
   *[other] Vraag iets over de { $count } artikelen
}
page-ask = Vraag
page-examples = Bijvoorbeeld:
page-answer = Antwoord
page-turning = Bladeren
page-contents = Inhoud
page-sources = Bronnen
page-original = Lees dit artikel waar het verscheen
page-whole = Lees het hele artikel
page-marked = Aangehaald en gemarkeerd: woorden uit { $place }.
page-marked-go = Ga naar het citaat
page-mark-begins = begin van het citaat:
page-mark-ends = (einde van het citaat)
page-changed = Dit artikel is bijgewerkt sinds deze verwijzing. Hier staat de versie van nu, waarin de aangehaalde woorden anders kunnen zijn of ontbreken.
page-missing = Deze pagina is er niet
page-missing-hint = Misschien is het adres niet goed overgenomen, of is het artikel er niet meer. Kijk eens bij:

## Opdrachten die hier niet werken

page-without-samenvatting = Een samenvatting maak ik hier niet. { "!" }{ $dutch } werkt in de terminal, en voor moderators op Discord en Matrix.
page-without-instelling = Hier is niets in te stellen. { "!" }{ $dutch } werkt op Discord en Matrix, voor moderators.
page-without-meer = Bladeren doe je hier met de links onder een antwoord. { "!" }{ $dutch } werkt in de terminal en in een chat.
page-without-gemist = Wat mensen missen, bewaar ik hier niet. { "!" }{ $dutch } werkt op Discord en Matrix, voor moderators die dat aanzetten.
page-without-vergeet = Hier bewaar ik niets van je, dus valt er niets te wissen. { "!" }{ $dutch } werkt op Discord en Matrix.
