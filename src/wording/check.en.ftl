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
check-show-absent = There is no article { $name } that can be read. { $known ->
    [0] { "" }
   *[other] Name one by its id or its file: { $ids }.
}
