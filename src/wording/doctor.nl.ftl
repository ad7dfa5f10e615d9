### Wat `doctor` zegt: wat er is bekeken, wat er is gevonden, en wat eraan te doen is.

## Wat er wordt bekeken

doctor-what-settings = Instellingen
doctor-what-content = Artikelen
doctor-what-state = State-map
doctor-what-database = Database
doctor-what-index = Indexmap
doctor-what-archive = Archief
doctor-what-model = Model
doctor-what-reader = Taalmodel
doctor-what-health = Gezondheidsadres
doctor-what-page = Leespagina, adres
doctor-what-public-url = Leespagina, adres voor lezers
doctor-what-platforms = Platforms
doctor-what-clock = Klok
doctor-what-discord-token = Discord, token
doctor-what-discord-intents = Discord, wat de bot mag lezen
doctor-what-discord-gateway = Discord, verbindingen
doctor-what-discord-servers = Discord, rechten
doctor-what-discord-commands = Discord, slashcommando’s
doctor-what-matrix-homeserver = Matrix, homeserver
doctor-what-matrix-passphrase = Matrix, wachtwoordzin
doctor-what-matrix-session = Matrix, sessie
doctor-what-matrix-name = Matrix, weergavenaam
doctor-what-matrix-limit = Matrix, snelheidslimiet

## Deze machine

doctor-in-order = in orde.
doctor-fault = { $error }.
doctor-settings-mend = Verbeter die instelling; `voetnoot --help` noemt ze allemaal.
doctor-content = { $articles ->
    [one] 1 artikel
   *[other] { $articles } artikelen
}, { $errors ->
    [one] 1 fout
   *[other] { $errors } fouten
}, { $warnings ->
    [one] 1 waarschuwing
   *[other] { $warnings } waarschuwingen
}.
doctor-content-mend = `voetnoot check` noemt ze, met bestand en regel.
doctor-writable = in { $folder } kan worden geschreven, en er is ruimte.
doctor-unwritable = in { $folder } kan niet worden geschreven: { $error }.
doctor-state-mend = Maak ruimte of geef de gebruiker van de bot het recht, of kies een andere map met VOETNOOT_STATE.
doctor-held = { $folder } is in gebruik door een andere voetnoot.
doctor-held-mend = Stop die voordat je er nog een start, of kies een andere map met VOETNOOT_STATE; is het je draaiende bot, dan is dit goed.
doctor-database = PostgreSQL { $version } met de database { $database } op { $server } is bereikbaar.
doctor-database-mend = Kijk naar VOETNOOT_DATABASE, en of die server draait en deze machine toelaat.
doctor-index-memory = de index blijft in het geheugen.
doctor-index-mend = Maak ruimte of geef de gebruiker van de bot het recht, of kies een andere map met VOETNOOT_STORE.
doctor-index-note = De index wordt dan bij elke start opnieuw gemaakt; VOETNOOT_STORE kiest een andere map.
doctor-archive = { $place } antwoordt, met minstens { $documents } documenten.
doctor-archive-mend = Zie of de server draait en VOETNOOT_ENGINE de goede index noemt; `voetnoot index` vult hem. Zolang antwoorden de artikelen die hier staan.
doctor-model = beantwoordt een bekende vraag goed.
doctor-model-words = beantwoordt een bekende vraag goed, met woorden alleen.
doctor-model-words-note = Wil je ook op betekenis zoeken, laat dan --no-semantic (VOETNOOT_NO_SEMANTIC) weg, of bouw met `semantic`.
doctor-model-wrong = beantwoordt een bekende vraag niet goed.
doctor-model-mend = Laat --model (VOETNOOT_MODEL) weg; is er geen ander model gekozen, installeer het programma dan opnieuw.
doctor-reader-mend = Kijk of het adres, de naam en de sleutel kloppen (VOETNOOT_READER_URL, _MODEL, _KEY); zonder taalmodel leest het ingebouwde model.
doctor-address-none = er is geen ingesteld.
doctor-health-note = VOETNOOT_HTTP=127.0.0.1:8090 laat zien of de bot werkt; `voetnoot health` vraagt ernaar.
doctor-address-free = { $address } is vrij.
doctor-health-served = op { $address } antwoordt een voetnoot die klaar is.
doctor-address-wrong = { $address } is niet te gebruiken: { $error }.
doctor-health-mend = Kies een ander adres met VOETNOOT_HTTP, of stop wat dit gebruikt.
doctor-page-used = { $address } is in gebruik.
doctor-page-used-note = Is dat voetnoot zelf, dan is het goed. Kies anders een ander adres met VOETNOOT_WEB.
doctor-page-mend = Zet in VOETNOOT_WEB een adres van deze machine, zoals 127.0.0.1:8080.
doctor-public-url = { $url }
doctor-public-url-none-note = Met VOETNOOT_PUBLIC_URL linken antwoorden naar de leespagina.
doctor-public-url-alone = antwoorden linken naar { $url }, maar VOETNOOT_WEB is leeg.
doctor-public-url-alone-note = Zet in VOETNOOT_WEB het adres waarop `serve` de leespagina toont.
doctor-public-url-open = { $url } is niet versleuteld.
doctor-public-url-open-note = Zet er een proxy met https voor, en begin VOETNOOT_PUBLIC_URL met https://.
doctor-platforms-none = er is geen ingesteld, en de leespagina ook niet: zo start `voetnoot serve` niet.
doctor-platforms-note = Stel VOETNOOT_DISCORD_TOKEN_FILE in, of VOETNOOT_MATRIX_HOMESERVER, VOETNOOT_MATRIX_USER en VOETNOOT_MATRIX_PASSWORD_FILE, of VOETNOOT_WEB.
doctor-clock = gelijk met die van de server, op hooguit een minuut na.
doctor-clock-ahead = loopt { $seconds } seconden voor op die van de server.
doctor-clock-behind = loopt { $seconds } seconden achter op die van de server.
doctor-clock-mend = Zet de klok gelijk, bijvoorbeeld met `timedatectl set-ntp true`.

## Discord

doctor-token = hoort bij { $name }.
doctor-token-unknown = Discord kent het niet.
doctor-token-mend = Kopieer het opnieuw uit het developer portal (Bot, Reset Token) naar VOETNOOT_DISCORD_TOKEN of het bestand van VOETNOOT_DISCORD_TOKEN_FILE.
doctor-refused = Discord weigert met status { $status }.
doctor-refused-mend = Wacht even en probeer het opnieuw; blijft het zo, kijk dan in het developer portal.
doctor-unreachable = Discord is niet te bereiken.
doctor-unreachable-mend = Controleer het netwerk, de firewall en VOETNOOT_DISCORD_API.
doctor-unreadable = het antwoord is niet te lezen.
doctor-unreadable-mend = Controleer VOETNOOT_DISCORD_API; laat het weg voor Discord zelf.
doctor-intents-on = Message Content Intent staat aan: commando’s met { "!" } werken in kanalen.
doctor-intents-off = Message Content Intent staat uit: commando’s met { "!" } werken niet in kanalen, al het andere wel.
doctor-intents-note = Wil je ze, zet dan Message Content Intent aan in het developer portal (Bot).
doctor-starts = nog { $remaining } van { $total } starts over vandaag, { $shards ->
    [one] 1 shard
   *[other] { $shards } shards
} geadviseerd.
doctor-starts-mend = Wacht { $minutes ->
    [one] 1 minuut
   *[other] { $minutes } minuten
}, en kijk waarom de bot zo vaak startte.
doctor-servers = in { $count ->
    [one] 1 server
   *[other] { $count } servers
} heeft de bot alle rechten die hij nodig heeft.
doctor-servers-first = in de eerste { $count } servers heeft de bot alle rechten die hij nodig heeft.
doctor-servers-none = de bot is nog in geen enkele server.
doctor-servers-note = `voetnoot discord invite` drukt de link af waarmee je hem toevoegt.
doctor-servers-lack = in “{ $name }” mist de bot { $permissions }.
doctor-servers-more = ook in { $count ->
    [one] 1 andere server
   *[other] { $count } andere servers
} mist de bot rechten.
doctor-servers-mend = Voeg hem opnieuw toe met de link van `voetnoot discord invite`, of geef zijn rol die rechten.
doctor-commands = { $count } van { $all } geregistreerd.
doctor-commands-note = `voetnoot serve` registreert ze als hij start.

## Matrix

doctor-homeserver = { $address } antwoordt, tot versie { $version } van de specificatie.
doctor-homeserver-wrong = { $homeserver } antwoordt niet als homeserver: { $error }.
doctor-homeserver-mend = Controleer VOETNOOT_MATRIX_HOMESERVER, het netwerk en het certificaat.
doctor-passphrase = sleutels worden er versleuteld mee bewaard.
doctor-passphrase-none = er is geen; sessie en sleutels worden onversleuteld bewaard.
doctor-passphrase-note = VOETNOOT_MATRIX_PASSPHRASE_FILE versleutelt die in een nieuwe state-map.
doctor-passphrase-missing = de state is versleuteld, en er is geen wachtwoordzin gegeven.
doctor-passphrase-missing-mend = Geef die waarmee de state is gemaakt, in VOETNOOT_MATRIX_PASSPHRASE_FILE.
doctor-passphrase-late = de state is zonder wachtwoordzin gemaakt, en nu is er een gegeven.
doctor-passphrase-late-mend = Laat VOETNOOT_MATRIX_PASSPHRASE weg, of kies een nieuwe map met VOETNOOT_STATE; de state zou anders onleesbaar worden.
doctor-session = { $user }, apparaat { $device }.
doctor-session-none = er is er nog geen; het wachtwoord is niet geprobeerd, want dat zou een apparaat maken.
doctor-session-note = `voetnoot matrix verify` logt in en verifieert het apparaat.
doctor-session-used = niet bekeken: een andere voetnoot gebruikt hem.
doctor-session-used-note = Stop die eerst als je hem wilt laten bekijken.
doctor-session-closed = wat in { $folder } wordt bewaard, gaat niet open.
doctor-session-closed-mend = Geef in VOETNOOT_MATRIX_PASSPHRASE_FILE de wachtwoordzin waarmee het is gemaakt; is die goed, dan is het beschadigd: zet een reservekopie terug.
doctor-session-ended = de homeserver kent hem niet meer.
doctor-session-ended-mend = Zet { $folder } weg en voer `voetnoot matrix verify` uit; de bot logt dan opnieuw in.
doctor-session-token-mend = Zet in VOETNOOT_MATRIX_TOKEN het token van een login, dat bij een apparaat hoort.
doctor-session-device = het token van { $user } heeft geen apparaat, en versleutelen vraagt er een.
doctor-session-other = die is van { $user }, en dat is niet het account van VOETNOOT_MATRIX_USER.
doctor-session-other-mend = Verbeter VOETNOOT_MATRIX_USER, of kies een andere map met VOETNOOT_STATE.
doctor-name = “{ $name }”.
doctor-name-none = er is geen.
doctor-name-note = Geef het account er een met VOETNOOT_MATRIX_DISPLAY_NAME, zoals Voetnoot: bij die naam spreken mensen de bot aan.
doctor-limit = een gewoon account kan die niet lezen.
doctor-limit-note = Antwoordt de bot traag in drukke kamers, hef de limiet dan voor dit account op; op Synapse met POST /_synapse/admin/v1/users/<gebruiker>/override_ratelimit.
