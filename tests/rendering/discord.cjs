// Reads cases ({ source, meant }, one JSON object a line) and prints those whose source, as Discord's markdown, shows
// something else than was meant. Both are compared with marks around what is strong (E000, E001) and small
// (E002, E003). Exit status 1 if there are any.
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { parse } = createRequire(process.argv[2] + "/")("discord-markdown-parser");

// The parser takes block quotes and small print for such at the beginning of a text alone, so it gets them one by one.
function blocks(source) {
  const blocks = [];
  for (const line of source.split("\n")) {
    const kind = line.startsWith("> ") || line === ">" ? "quote" : line.startsWith("-# ") ? "small" : "text";
    const last = blocks.at(-1);
    if (last && last.kind === kind && kind !== "small") last.text += "\n" + line;
    else blocks.push({ kind, text: line });
  }
  return blocks.map((block) => block.text);
}

function shown(nodes) {
  return nodes.map(one).join("");
}

function one(node) {
  const inside = () => (Array.isArray(node.content) ? shown(node.content) : String(node.content));
  switch (node.type) {
    case "text":
      return node.content;
    case "br":
      return "\n";
    case "strong":
      return "\ue000" + inside() + "\ue001";
    case "subtext":
      return "\ue002" + inside() + "\ue003";
    case "blockQuote":
      return inside() + "\n";
    case "twemoji":
      return node.name;
    case "autolink":
    case "url":
      return inside();
    case "link":
      return inside();
    default:
      // Nothing else is ever meant: no mention, emoji, spoiler, code, heading.
      return `«${node.type}»`;
  }
}

function settled(text) {
  return text
    .replace(/^- /gm, "")
    .replace(/\ue001\ue000/g, "")
    .replace(/\ue000(\s+)/g, "$1\ue000")
    .replace(/(\s+)\ue001/g, "\ue001$1")
    .replace(/\ue001(\s*\n\s*)\ue000/g, "$1")
    .replace(/\ue000\ue001/g, "")
    .replace(/\s*([\ue002\ue003])\s*/g, "$1")
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

let wrong = 0;
const cases = readFileSync(process.argv[3], "utf8").split("\n").filter(Boolean);
for (const line of cases) {
  const { source, meant } = JSON.parse(line);
  const seen = settled(blocks(source).map((block) => shown(parse(block, "extended"))).join("\n"));
  if (seen !== settled(meant)) {
    wrong += 1;
    if (wrong <= 10) console.log(JSON.stringify({ source, meant: settled(meant), seen }, null, 1));
  }
}
console.log(`${cases.length} cases, ${wrong} shown otherwise than meant`);
process.exit(wrong ? 1 : 0);
