### What `check` says of the content: what is wrong, how to mend it, and how an article will be quoted.

## Files

problem-unreadable = This cannot be read: { $error }.
problem-unreadable-mend = Check the path and its permissions.
problem-utf16 = The file is UTF-16.
problem-latin1 = From this line on the file is not UTF-8, but looks like Latin-1 (Windows-1252).
problem-not-utf8 = This line is not UTF-8.
problem-encoding-mend = Save the file as UTF-8.
problem-binary = The file is no text.
problem-binary-mend = Save what is in it as text, in UTF-8, or remove it.
problem-format = This is neither an article nor an archive.
problem-format-mend = Name an article .md and an archive .jsonl.
problem-document = This document is not read as it is.
problem-document-mend = Make an article of it: voetnoot import { $file }
problem-nothing = There is no article here.
problem-nothing-mend = Add an article (.md) or an archive (.jsonl).
problem-id-taken = The id { $id } is taken already, by { $file }:{ $line }.
problem-id-taken-mend = Give each article an id of its own.
problem-language = The language { $language } is not known here.
problem-language-mend = Write "nl" or "en" if the text is in one of them; in another language less is found.

## Front matter

problem-of-front-matter = The front matter
problem-of-source = A source
problem-of-person = A person
problem-of-note = A note
problem-of-article = The article
problem-of-a-paragraph = A paragraph
problem-of-paragraph = Paragraph { $number }
problem-of-line = This line
kind-text = a text
kind-number = a number
kind-large-number = a very large number
kind-fraction = a fraction
kind-list = a list
kind-table = a table
kind-truth = true or false
kind-null = null
kind-reference = a reference
problem-open = The front matter does not end.
problem-open-mend = Write { $fence } on a line of its own after it.
problem-toml = The front matter is not TOML: { $message }.
problem-toml-mend = Look for a missing quotation mark, bracket or equals sign.
problem-toml-curly-mend = Write straight quotation marks (") instead of curly ones, which a word processor makes of them.
problem-yaml = The front matter is not YAML: { $message }.
problem-yaml-mend = Put a value in which a colon, a # or a quotation mark stands between quotation marks.
problem-yaml-table-mend = Write a name and a value on each line, as title: De brug.
problem-json = The front matter is not JSON: { $message }.
problem-json-mend = Look for a missing quotation mark, bracket or comma.
problem-missing = { $what } has no { $key }.
problem-missing-mend = Add it.
problem-twice = The key { $key } stands here twice.
problem-twice-mend = Keep one of the two.
problem-unknown = The key { $key } is not known here.
problem-unknown-mend = Remove it; known are { $known }.
problem-did-you-mean = Did you mean { $name }?
problem-left-out = { $count ->
    [one] The key { $keys } is not known here, and is left out.
   *[other] The keys { $keys } are not known here, and are left out.
}
problem-left-out-mend = Nothing needs to be done.
problem-list = { $what } must be a list, and is { $kind }.
problem-list-mend = Put it between square brackets.
problem-table = { $what } must be a table, and is { $kind }.
problem-table-mend = Put its keys between braces.
problem-text = { $what } must be a text, and is { $kind }.
problem-text-mend = Put it between quotation marks.
problem-number = { $what } must be a number, and is { $kind }.
problem-number-mend = Write it in digits, without quotation marks.
problem-empty = { $what } is empty.
problem-empty-mend = Fill it in.
problem-lines = { $what } holds a line break or a tab.
problem-lines-mend = Write it on one line.
problem-control = { $what } holds the control character { $code }.
problem-control-mend = Remove it.
problem-id = The { $key } { $id } cannot be used.
problem-id-mend = An id is not empty and has no space, # or /.
problem-language-tag = { $language } is not a language.
problem-language-tag-mend = Write its code, as "nl" or "en".
problem-date = { $date } is not a date of publication.
problem-date-mend = Write "2022", "2022-01" or "2022-01-05".
problem-url = { $url } is not a web address.
problem-url-mend = Write it whole, from https:// or http://, without spaces.
problem-reader = { $reader } is not a reader.
problem-reader-mend = Write "own" or "model".
problem-editorial = "editorial" names the unknown field { $name }.
problem-editorial-mend = Name one of { $known }.
problem-note-lost = There is no paragraph { $number } for this note.
problem-note-lost-mend = Captions, byline and sources are not counted.
problem-note-twice = Paragraph { $number } has two notes.
problem-note-twice-mend = Make one of the two.
problem-no-title = The article has no title.
problem-no-title-mend = Write it in the front matter, or in the first line of the text, after # and a space.
problem-no-author = The article names no author.
problem-no-author-mend = Name one in its front matter.
problem-assumed = Assumed: { $what }.
problem-assumed-mend = Write in the front matter what is otherwise.
assumed-title-of-heading = the title { $title } (its first heading)
assumed-title-of-line = the title { $title } (its first line)
assumed-id = the id { $id } (the file's name)
assumed-date = the date { $date } (the file's name)
assumed-language = the language { $language } (its words)
assumed-authors = the authors { $authors } (its byline)

## The text

problem-no-paragraph = The article has no paragraph.
problem-no-paragraph-mend = Write its text below the front matter.
problem-section-empty = The section { $section } has no paragraph.
problem-section-empty-mend = Write its text below it, or remove the heading.
problem-photo-bare = The photo has no caption.
problem-photo-bare-mend = It is left out; write one between { "!" }[ and ].
problem-photo-address = The photo has an address, { $address }.
problem-photo-address-mend = It is left out: only captions are kept.
problem-byline-again = The byline stands here again, after line { $line }.
problem-byline-again-mend = It is left out here; keep one of the two.
problem-sources-again = The line of sources stands here again, after line { $line }.
problem-sources-again-mend = It is read as a paragraph; keep one of the two.
problem-like-heading = { $text } looks like a heading, but is read as a paragraph.
problem-like-heading-mend = Put a space after ## if it is one.
problem-like-sources = This looks like the line of sources, but is read as a paragraph.
problem-like-sources-mend = Begin it with Bronnen: if it is one.
problem-like-byline = This looks like the byline, but is read as a paragraph.
problem-like-byline-mend = Write { $byline }, as "authors" has it, if it is one.
problem-like-byline-unnamed = Name its authors in "authors" if it is one.
problem-archive-json = The line is not JSON: { $message } (column { $column }).
problem-archive-json-mend = Write one JSON object on each line.
problem-archive-empty-mend = Add one, or remove the line.
problem-paragraph-empty-mend = Give it a text, or remove it.

## What check prints

check-error = error: { $problem }
check-warning = warning: { $problem }
check-passed-over = not read: { $what }
check-readme = { $file } (tells about its folder)
check-document = { $file } (make an article of it: voetnoot import { $file })
check-others = { $count ->
    [one] { $file }
   *[other] { $count } files { $kind }, the first { $file }
}
check-no-extension = without an extension
check-bundled = the compiled-in article
check-summary = { $place }: { $articles ->
    [one] 1 article
   *[other] { $articles } articles
}, { $passages ->
    [one] 1 passage
   *[other] { $passages } passages
}, { $verdict }
check-nothing-wrong = nothing wrong
check-errors = { $count ->
    [one] 1 error
   *[other] { $count } errors
}
check-warnings = { $count ->
    [one] 1 warning
   *[other] { $count } warnings
}

check-reader-right = language model at { $place }: pointed at the right sentence in { $seconds } s
check-reader-wrong = The language model at { $place } did not point at the right sentence of a trial question (after { $seconds } s). Measure it with voetnoot eval --reader.
check-reader-unused = The language model at { $place } is not used: it points beside the bundled reader, which needs the embedding model.
check-reader-failed = The language model at { $place } { $failure ->
    [late] did not answer within { $timeout } s.
    [status] refused a trial question, with status { $status }.
    [nonsense] answered with something else than numbers of sentences.
   *[connection] cannot be reached: { $cause }.
} Without an answer the bundled reader reads alone.

## An article as it will be quoted

check-show-head = { $title }
    id: { $id }
    authors: { $authors }
    language: { $language }
    published: { $published }
    address: { $url }
    revision: { $revision }
check-show-unknown = unknown
check-show-lede = lede
check-show-body = paragraph
check-show-caption = caption
check-show-byline = byline
check-show-line-of-sources = line of sources
check-show-note = Editor's note: { $note }
check-show-people = People
check-show-countries = Countries
check-show-dates = Dates
check-show-sources = Sources
check-show-quotations = Quotations
check-show-embed = To embed on a page of your own
check-show-absent = There is no article { $name } that can be read. { $known ->
    [0] { "" }
   *[other] Name one by its id or its file: { $ids }.
}
