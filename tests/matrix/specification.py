"""What the bot sends, held against the specification of Matrix."""
import json
import re
from html.parser import HTMLParser


class HtmlCheck(HTMLParser):
    """Checks formatted_body against the subset in the specification (client-server API, m.room.message msgtypes)."""

    TAGS = set("del h1 h2 h3 h4 h5 h6 blockquote p a ul ol sup sub li b i u strong em s code hr br div table thead tbody "
               "tr th td caption pre span img details summary".split())
    ATTRIBUTES = {"span": {"data-mx-bg-color", "data-mx-color", "data-mx-spoiler", "data-mx-maths"}, "a": {"target", "href"},
                  "img": {"width", "height", "alt", "title", "src"}, "ol": {"start"}, "code": {"class"}, "div": {"data-mx-maths"}}
    VOID = {"br", "hr", "img"}

    def __init__(self, html):
        super().__init__()
        self.problems, self.open = [], []
        self.feed(html)
        self.close()
        if self.open:
            self.problems.append(f"HTML tags left open: {' '.join(self.open)}")

    def handle_starttag(self, tag, attrs):
        if tag not in self.TAGS:
            self.problems.append(f"HTML tag <{tag}> is outside the subset")
        for name, value in attrs:
            if name not in self.ATTRIBUTES.get(tag, ()):
                self.problems.append(f"HTML attribute {name} of <{tag}> is outside the subset")
            elif (tag, name) == ("a", "href") and not re.match(r"(https?|ftp|mailto|magnet|matrix):", value or ""):
                self.problems.append(f"link {value!r} has no allowed scheme")
            elif (tag, name) == ("img", "src") and not (value or "").startswith("mxc://"):
                self.problems.append("an <img> that is not mxc://")
            elif (tag, name) == ("code", "class") and not (value or "").startswith("language-"):
                self.problems.append(f"code class {value!r} does not start with language-")
        if tag not in self.VOID:
            self.open.append(tag)
            if len(self.open) == 101:
                self.problems.append("HTML nested more than 100 levels deep")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag in self.open:
            self.problems.append(f"</{tag}> closes while {' '.join(self.open[self.open.index(tag) + 1:])} is open")
            del self.open[self.open.index(tag):]
        else:
            self.problems.append(f"</{tag}> closes nothing")


def problems_of(content, encrypted, room_encrypted, originals):
    """What in a message goes against the specification. originals: event ids of the bot's messages that are no edits."""
    found = []
    relates = content.get("m.relates_to") or {}
    rel = relates.get("rel_type")
    shown = content.get("m.new_content") if rel == "m.replace" else content
    if room_encrypted and not encrypted:
        found.append("sent in the clear in an encrypted room")
    if rel == "m.replace":
        if not isinstance(shown, dict):
            return found + ["an edit without m.new_content"]
        if relates.get("event_id") not in originals:
            found.append("an edit of something that is not one of the sender's own original messages: clients ignore it")
        if "m.in_reply_to" in relates:
            found.append("an edit with m.in_reply_to: the original keeps its own")
    if rel == "m.thread" and not (relates.get("m.in_reply_to") or {}).get("event_id"):
        found.append("in a thread without the m.in_reply_to fallback for clients that show no threads")
    if not isinstance(shown.get("msgtype"), str):
        found.append("no msgtype")
    if not isinstance(shown.get("body"), str) or not shown["body"].strip():
        found.append("empty body")
    elif re.match(r"> <@", shown["body"]):
        found.append("body starts with a reply fallback, dropped in v1.13")
    if "formatted_body" in shown or "format" in shown:
        if shown.get("format") != "org.matrix.custom.html" or not isinstance(shown.get("formatted_body"), str):
            found.append("formatted_body and format: org.matrix.custom.html belong together")
        else:
            found += HtmlCheck(shown["formatted_body"]).problems
    if shown.get("m.mentions") != {} or content.get("m.mentions") != {}:
        found.append("m.mentions is not empty")
    if shown.get("msgtype") != "m.notice":
        found.append("not a notice")
    if len(json.dumps(content, ensure_ascii=False).encode()) > 45_000:
        found.append("longer than encryption leaves room for")
    return found
