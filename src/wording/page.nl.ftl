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
page-earlier = De tekst is veranderd sinds deze verwijzing. Hier staat hoe die toen was.
page-earlier-now = De tekst van nu
page-earlier-changes = Wat er veranderde
page-missing = Deze pagina is er niet
page-missing-hint = Misschien is het adres niet goed overgenomen, of is het artikel er niet meer. Kijk eens bij:

## Opdrachten die hier niet werken

page-without-samenvatting = Een samenvatting maak ik hier niet. { "!" }{ $dutch } werkt in de terminal, en voor moderators op Discord en Matrix.
page-without-instelling = Hier is niets in te stellen. { "!" }{ $dutch } werkt op Discord en Matrix, voor moderators.
page-without-meer = Bladeren doe je hier met de links onder een antwoord. { "!" }{ $dutch } werkt in de terminal en in een chat.
page-without-gemist = Wat mensen missen, bewaar ik hier niet. { "!" }{ $dutch } werkt op Discord en Matrix, voor moderators die dat aanzetten.
page-without-vergeet = Hier bewaar ik niets van je, dus valt er niets te wissen. { "!" }{ $dutch } werkt op Discord en Matrix.

## Overzichten

page-overviews = Overzicht
page-tijdlijn = Tijdlijn
page-tijdlijn-about = De zinnen van het artikel met een datum erin, op volgorde.
page-tijdlijn-span = { $from } – { $to }
page-tijdlijn-closer = Van dichterbij: { $from } – { $to }
page-tijdlijn-vague = (open stip: de precieze datum staat er niet bij)
page-landen = Landen
page-landen-about = Hoeveel zinnen over een land gaan: die van zijn eigen deel, en elders die het noemen.
page-landen-count = { $count ->
    [one] 1 zin
   *[other] { $count } zinnen
}
page-landen-section = eigen deel
page-mensen = Mensen
page-mensen-about = Wie het artikel noemt, en wat zij zeggen.
page-mensen-said = { $count ->
    [one] Citaat
   *[other] Citaten
}
page-wijzigingen = Wijzigingen
page-wijzigingen-about = Wat er in het artikel veranderde, zin voor zin.
page-wijzigingen-none = Hier is niet te zien dat er iets veranderde: er is geen andere versie van dit artikel bewaard.

## Geweigerd

page-refused-405 = Hier kun je alleen lezen.
page-refused-414 = Het adres is te lang. Een vraag mag hooguit duizend tekens hebben.
page-refused-421 = Deze pagina is niet te lezen onder dit adres.
page-refused-429 = Er komen te veel aanvragen tegelijk van dit adres. Probeer het straks nog eens.
page-refused-431 = De aanvraag is te groot. Wis de cookies van dit adres en probeer het nog eens.
