### What `doctor` says: what was looked at, what was found, and what to do about it.

## What is looked at

doctor-what-settings = Settings
doctor-what-content = Articles
doctor-what-state = State folder
doctor-what-database = Database
doctor-what-index = Index folder
doctor-what-archive = Archive
doctor-what-model = Model
doctor-what-reader = Language model
doctor-what-health = Health address
doctor-what-page = Reading page, address
doctor-what-public-url = Reading page, address for readers
doctor-what-platforms = Platforms
doctor-what-clock = Clock
doctor-what-discord-token = Discord, token
doctor-what-discord-intents = Discord, what the bot may read
doctor-what-discord-gateway = Discord, connections
doctor-what-discord-servers = Discord, permissions
doctor-what-discord-commands = Discord, slash commands
doctor-what-matrix-homeserver = Matrix, homeserver
doctor-what-matrix-passphrase = Matrix, passphrase
doctor-what-matrix-session = Matrix, session
doctor-what-matrix-name = Matrix, display name
doctor-what-matrix-limit = Matrix, rate limit

## This machine

doctor-in-order = in order.
doctor-fault = { $error }.
doctor-settings-mend = Correct that setting; `voetnoot --help` lists them all.
doctor-content = { $articles ->
    [one] 1 article
   *[other] { $articles } articles
}, { $errors ->
    [one] 1 error
   *[other] { $errors } errors
}, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
}.
doctor-content-mend = `voetnoot check` lists them, with file and line.
doctor-writable = { $folder } can be written to, and there is room.
doctor-unwritable = { $folder } cannot be written to: { $error }.
doctor-state-mend = Make room, or give the bot's user the permission, or choose another folder by VOETNOOT_STATE.
doctor-held = another voetnoot uses { $folder }.
doctor-held-mend = Stop that one before you start another, or choose another folder by VOETNOOT_STATE; if it is your running bot, all is well.
doctor-database = PostgreSQL { $version } with the database { $database } on { $server } can be reached.
doctor-database-mend = Look at VOETNOOT_DATABASE, and whether that server runs and lets this machine in.
doctor-index-memory = the index stays in memory.
doctor-index-mend = Make room, or give the bot's user the permission, or choose another folder by VOETNOOT_STORE.
doctor-index-note = The index is then made anew at every start; VOETNOOT_STORE chooses another folder.
doctor-archive = { $place } answers, with at least { $documents } documents.
doctor-archive-mend = See whether the server runs and VOETNOOT_ENGINE names the right index; `voetnoot index` fills it. Until then the articles here answer.
doctor-model = answers a known question correctly.
doctor-model-words = answers a known question correctly, by words alone.
doctor-model-words-note = To search by meaning too, leave out --no-semantic (VOETNOOT_NO_SEMANTIC), or build with `semantic`.
doctor-model-wrong = does not answer a known question correctly.
doctor-model-mend = Leave out --model (VOETNOOT_MODEL); if no other model was chosen, install the program again.
doctor-reader-mend = See whether address, name and key are right (VOETNOOT_READER_URL, _MODEL, _KEY); without a language model the bundled one reads.
doctor-address-none = none is set.
doctor-health-note = VOETNOOT_HTTP=127.0.0.1:8090 shows whether the bot works; `voetnoot health` asks there.
doctor-address-free = { $address } is free.
doctor-health-served = a voetnoot that is ready answers on { $address }.
doctor-address-wrong = { $address } cannot be used: { $error }.
doctor-health-mend = Choose another address by VOETNOOT_HTTP, or stop what uses this one.
doctor-page-used = { $address } is in use.
doctor-page-used-note = If that is voetnoot itself, all is well. Otherwise choose another address by VOETNOOT_WEB.
doctor-page-mend = Set VOETNOOT_WEB to an address of this machine, as 127.0.0.1:8080.
doctor-public-url = { $url }
doctor-public-url-none-note = With VOETNOOT_PUBLIC_URL answers link to the reading page.
doctor-public-url-alone = answers link to { $url }, but VOETNOOT_WEB is empty.
doctor-public-url-alone-note = Set VOETNOOT_WEB to the address on which `serve` shows the reading page.
doctor-public-url-open = { $url } is not encrypted.
doctor-public-url-open-note = Put a proxy with https before it, and begin VOETNOOT_PUBLIC_URL with https://.
doctor-platforms-none = none is configured, nor is the reading page: so `voetnoot serve` does not start.
doctor-platforms-note = Set VOETNOOT_DISCORD_TOKEN_FILE, or VOETNOOT_MATRIX_HOMESERVER, VOETNOOT_MATRIX_USER and VOETNOOT_MATRIX_PASSWORD_FILE, or VOETNOOT_WEB.
doctor-clock = agrees with the server's, within a minute.
doctor-clock-ahead = is { $seconds } seconds ahead of the server's.
doctor-clock-behind = is { $seconds } seconds behind the server's.
doctor-clock-mend = Set the clock, for example with `timedatectl set-ntp true`.

## Discord

doctor-token = belongs to { $name }.
doctor-token-unknown = Discord does not know it.
doctor-token-mend = Copy it anew from the developer portal (Bot, Reset Token) into VOETNOOT_DISCORD_TOKEN or the file that VOETNOOT_DISCORD_TOKEN_FILE names.
doctor-refused = Discord refuses with status { $status }.
doctor-refused-mend = Wait a moment and try again; if that does not help, look in the developer portal.
doctor-unreachable = Discord cannot be reached.
doctor-unreachable-mend = Check the network, the firewall and VOETNOOT_DISCORD_API.
doctor-unreadable = the answer cannot be read.
doctor-unreadable-mend = Check VOETNOOT_DISCORD_API; leave it out for Discord itself.
doctor-intents-on = Message Content Intent is on: { "!" } commands work in channels.
doctor-intents-off = Message Content Intent is off: { "!" } commands do not work in channels, everything else does.
doctor-intents-note = If you want them, switch Message Content Intent on in the developer portal (Bot).
doctor-starts = { $remaining } of { $total } starts left today, { $shards ->
    [one] 1 shard
   *[other] { $shards } shards
} advised.
doctor-starts-mend = Wait { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}, and see why the bot started so often.
doctor-servers = in { $count ->
    [one] 1 server
   *[other] { $count } servers
} the bot has all permissions that it needs.
doctor-servers-first = in the first { $count } servers the bot has all permissions that it needs.
doctor-servers-none = the bot is in no server yet.
doctor-servers-note = `voetnoot discord invite` prints the link that adds it.
doctor-servers-lack = in “{ $name }” the bot lacks { $permissions }.
doctor-servers-more = in { $count ->
    [one] 1 other server
   *[other] { $count } other servers
} the bot lacks permissions too.
doctor-servers-mend = Add it again with the link of `voetnoot discord invite`, or give its role those permissions.
doctor-commands = { $count } of { $all } registered.
doctor-commands-note = `voetnoot serve` registers them when it starts.

## Matrix

doctor-homeserver = { $address } answers, up to version { $version } of the specification.
doctor-homeserver-wrong = { $homeserver } does not answer as a homeserver: { $error }.
doctor-homeserver-mend = Check VOETNOOT_MATRIX_HOMESERVER, the network and the certificate.
doctor-passphrase = keys are stored encrypted with it.
doctor-passphrase-none = there is none; session and keys are stored unencrypted.
doctor-passphrase-note = VOETNOOT_MATRIX_PASSPHRASE_FILE encrypts those in a new state folder.
doctor-passphrase-missing = the state is encrypted, and no passphrase is given.
doctor-passphrase-missing-mend = Give the one that the state was made with, in VOETNOOT_MATRIX_PASSPHRASE_FILE.
doctor-passphrase-late = the state was made without a passphrase, and now one is given.
doctor-passphrase-late-mend = Leave out VOETNOOT_MATRIX_PASSPHRASE, or choose a new folder by VOETNOOT_STATE; otherwise the state would become unreadable.
doctor-session = { $user }, device { $device }.
doctor-session-none = there is none yet; the password was not tried, since that would make a device.
doctor-session-note = `voetnoot matrix verify` logs in and verifies the device.
doctor-session-used = not examined: another voetnoot uses it.
doctor-session-used-note = Stop that one first if you want it examined.
doctor-session-closed = what is stored in { $folder } does not open.
doctor-session-closed-mend = Give in VOETNOOT_MATRIX_PASSPHRASE_FILE the passphrase that it was made with; if that is right, it is damaged: restore a backup.
doctor-session-ended = the homeserver does not know it any more.
doctor-session-ended-mend = Move { $folder } away and run `voetnoot matrix verify`; the bot then logs in anew.
doctor-session-token-mend = Put into VOETNOOT_MATRIX_TOKEN the token of a login, which belongs to a device.
doctor-session-device = the token of { $user } has no device, and encryption needs one.
doctor-session-other = it is of { $user }, which is not the account of VOETNOOT_MATRIX_USER.
doctor-session-other-mend = Correct VOETNOOT_MATRIX_USER, or choose another folder by VOETNOOT_STATE.
doctor-name = “{ $name }”.
doctor-name-none = there is none.
doctor-name-note = Give the account one by VOETNOOT_MATRIX_DISPLAY_NAME, such as Voetnoot: people address the bot by that name.
doctor-limit = a normal account cannot read it.
doctor-limit-note = If the bot answers slowly in busy rooms, lift the limit for this account; on Synapse with POST /_synapse/admin/v1/users/<user>/override_ratelimit.
