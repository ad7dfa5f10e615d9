### What `voetnoot import` says: what was taken for what, and why nothing was made of a source.

import-stdin = standard input
import-made = made: { $file }
import-replaced = replaced: { $file }
import-taken = { $made }
    { "  " }title: { $title }
    { "  " }authors: { $authors }
    { "  " }date: { $date }
    { "  " }language: { $language }
    { "  " }url: { $url }
    { "  " }publisher: { $publisher }
    { "  " }paragraphs: { $paragraphs }
    { "  " }captions: { $captions }
import-credited = none found; the file names { $authors }, marked as the editor's addition
import-guessed = { $language } (guessed)
import-none-found = none found
import-left-out = left out: { $source }: { $title }: { $why }
import-not-published = it is not published
import-without-text = it has no text, or a summary only
import-without-title = it has no title

## Why nothing was made of a source

import-unfetched = This cannot be fetched: { $why }.
import-unfetched-mend = Check the address, or save the page and import the file.
import-too-large = it is larger than { $most } MB
import-too-slow = it took longer than { $seconds } seconds
import-redirects = it redirects more than { $most } times
import-no-host = there is no such host
import-status = the server answers with status { $status }
import-not-public = { $host } is at { $address }, which is not a public address (--allow-private permits it)
import-half-address = This is no whole web address.
import-scheme = { $scheme } is not supported.
import-address-mend = Give an address that begins with https:// or http://.
import-bad-document = This is no document that can be read: { $why }.
import-no-document = the archive holds neither a DOCX nor an ODT document
import-too-deep = its elements are nested too deeply
import-no-text = This is not text.
import-folder = This is a folder.
import-folder-mend = Name the files in it.
import-save-as-mend = Save it as DOCX, ODT, HTML or plain text.
import-article = This is an article file already.
import-article-mend = Put it into the content folder as it is.
import-no-article = No article was found on this page.
import-no-article-mend = Save the article's text as plain text, with its title on the first line.
import-title-alone = This text has a title at most.
import-title-alone-mend = Put the title on the first line, and the text below it.
import-empty = There is no text in it.
import-empty-mend = Import another file.
import-no-title = It has no title.
import-no-title-mend = Put the title on the first line, in the style Title or Heading 1.
import-xml = This is not sound XML: { $error }.
import-xml-mend = Save it again; a page can be imported as HTML.
import-summaries = It holds no article with its whole text.
import-summaries-mend = Import the pages that it links to.
import-exists = { $file } exists already.
import-exists-mend = Remove it, or write over it with --replace.
import-unwritable = { $file } cannot be written: { $error }.
import-unwritable-mend = Check the folder and its permissions.
