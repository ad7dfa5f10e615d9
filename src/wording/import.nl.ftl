### Wat `voetnoot import` zegt: wat waarvoor is genomen, en waarom er van een bron niets gemaakt is.

import-stdin = standaardinvoer
import-made = gemaakt: { $file }
import-replaced = vervangen: { $file }
import-taken = { $made }
    { "  " }titel: { $title }
    { "  " }auteurs: { $authors }
    { "  " }datum: { $date }
    { "  " }taal: { $language }
    { "  " }adres: { $url }
    { "  " }uitgever: { $publisher }
    { "  " }alinea’s: { $paragraphs }
    { "  " }bijschriften: { $captions }
import-credited = niet gevonden; het bestand noemt { $authors }, gemerkt als toegevoegd door de redactie
import-guessed = { $language } (geraden)
import-none-found = niet gevonden
import-left-out = overgeslagen: { $source }: { $title }: { $why }
import-not-published = het is niet gepubliceerd
import-without-text = het heeft geen tekst, of alleen een samenvatting
import-without-title = het heeft geen titel

## Waarom er van een bron niets gemaakt is

import-unfetched = Dit is niet op te halen: { $why }.
import-unfetched-mend = Controleer het adres, of sla de pagina op en importeer het bestand.
import-too-large = het is groter dan { $most } MB
import-too-slow = het duurde langer dan { $seconds } seconden
import-redirects = het verwijst meer dan { $most } keer door
import-no-host = deze server bestaat niet
import-status = de server antwoordt met status { $status }
import-not-public = { $host } staat op { $address }, en dat is geen openbaar adres (met --allow-private mag het)
import-half-address = Dit is geen heel webadres.
import-scheme = { $scheme } kan ik niet ophalen.
import-address-mend = Geef een adres dat met https:// of http:// begint.
import-bad-document = Dit is geen document dat te lezen is: { $why }.
import-no-document = het archief is geen DOCX en geen ODT
import-too-deep = de elementen zitten te diep in elkaar
import-no-text = Dit is geen tekst.
import-folder = Dit is een map.
import-folder-mend = Noem de bestanden die erin staan.
import-save-as-mend = Sla het op als DOCX, ODT, HTML of platte tekst.
import-article = Dit is al een artikelbestand.
import-article-mend = Zet het in de map met artikelen zoals het is.
import-no-article = Op deze pagina is geen artikel gevonden.
import-no-article-mend = Sla de tekst van het artikel op als platte tekst, met de titel op de eerste regel.
import-title-alone = Deze tekst heeft hooguit een titel.
import-title-alone-mend = Zet de titel op de eerste regel, en de tekst eronder.
import-empty = Er staat geen tekst in.
import-empty-mend = Importeer een ander bestand.
import-no-title = Het heeft geen titel.
import-no-title-mend = Zet de titel op de eerste regel, in de stijl Titel of Kop 1.
import-xml = Dit is geen geldige XML: { $error }.
import-xml-mend = Sla het opnieuw op; een pagina kan als HTML geïmporteerd worden.
import-summaries = Er staat geen artikel met de hele tekst in.
import-summaries-mend = Importeer de pagina’s waarnaar het verwijst.
import-exists = { $file } bestaat al.
import-exists-mend = Haal het weg, of vervang het met --replace.
import-unwritable = { $file } is niet te schrijven: { $error }.
import-unwritable-mend = Controleer de map en de rechten.
