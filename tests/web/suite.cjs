// What a reader of the reading page sees and can do, in a browser.
//
//   node suite.cjs PROGRAM FOLDER     PROGRAM is the bot; FOLDER gets the screenshots

const assert = require("node:assert/strict");
const { execFileSync, spawn } = require("node:child_process");
const fs = require("node:fs");
const http = require("node:http");
const os = require("node:os");
const path = require("node:path");
const { driver, KEYS } = require("./browser.cjs");

const [program, shots] = process.argv.slice(2).map((name) => path.resolve(name));
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const QUESTION = "Hoeveel elitetroepen zond Kirgizië?";
const DEVICES = { telefoon: [360, 780], bureau: [1280, 900] };
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "voetnoot-web-"));
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VOETNOOT_")));

/** Starts the reading page; gives its address and what ends it. */
async function served(...settings) {
    const flags = ["serve", "--web", "127.0.0.1:0", "--no-semantic", "--log-format", "json", ...settings];
    const running = spawn(program, flags, { cwd: folder, env: environment, stdio: ["ignore", "ignore", "pipe"] });
    const url = await new Promise((found, failed) => {
        let said = "";
        running.stderr.on("data", (text) => {
            said += text;
            const told = said.match(/"(http:\/\/127\.0\.0\.1:\d+)"/);
            if (told) found(told[1]);
        });
        running.on("exit", () => failed(new Error(`the program ended: ${said}`)));
    });
    const ended = new Promise((end) => running.once("close", end));
    const stop = () => {
        running.kill();
        return ended;
    };
    return { url, stop };
}

/** Has an earlier version of the article been served, so that there is something that changed. */
async function servedBefore() {
    const article = fs.readFileSync(path.join(__dirname, "../../content/csto-kazachstan.md"), "utf8");
    const earlier = article.replace("150 elitetroepen", "honderd elitetroepen") + "\n\nDeze alinea verdween later.\n";
    const content = path.join(folder, "content");
    fs.mkdirSync(content);
    fs.writeFileSync(path.join(content, "csto-kazachstan.md"), earlier);
    const page = await served();
    await page.stop();
    fs.rmSync(content, { recursive: true });
}

/** The bytes of a page as a browser gets them, compressed. */
function size(url) {
    return new Promise((found, failed) => {
        http.get(url, { headers: { "accept-encoding": "gzip" } }, (reply) => {
            let bytes = 0;
            reply.on("data", (part) => (bytes += part.length));
            reply.on("end", () => found(bytes));
        }).on("error", failed);
    });
}

/** The pages that are looked at, by a name for their screenshots. */
const PAGES = {
    voorpagina: "/",
    artikel: "/csto-kazachstan",
    antwoord: `/csto-kazachstan?q=${encodeURIComponent(QUESTION)}`,
    misschien: `/csto-kazachstan?q=${encodeURIComponent("Waarom waren mensen boos?")}`,
    niets: `/csto-kazachstan?q=${encodeURIComponent("Wat kost een brood in Parijs?")}`,
    land: `/csto-kazachstan?q=${encodeURIComponent("!land Kirgizië")}`,
    help: `/csto-kazachstan?q=${encodeURIComponent("!help")}`,
    tijdlijn: "/csto-kazachstan/tijdlijn",
    landen: "/csto-kazachstan/landen",
    mensen: "/csto-kazachstan/mensen",
    wijzigingen: "/csto-kazachstan/wijzigingen",
    alle: `/?q=${encodeURIComponent(QUESTION)}`,
    inbedding: `/csto-kazachstan/embed?q=${encodeURIComponent(QUESTION)}`,
    nergens: "/nergens/te/vinden",
};

/** The link of the answer to a question, and the words that it must land on. */
function cited(url, question) {
    const flags = ["--no-semantic", "--public-url", url, "ask", "--json", question];
    const said = execFileSync(program, flags, { cwd: folder, env: environment, encoding: "utf8" });
    const [passage] = JSON.parse(said).passages;
    const [[from, to]] = passage.highlights;
    return { link: passage.link, words: Buffer.from(passage.text).subarray(from, to).toString() };
}

/** Asserts that the marked words are inside the window. */
async function isInSight(browser, css) {
    const place = await browser.run(
        "const r = document.querySelector(arguments[0]).getBoundingClientRect();" +
            "return [r.top, r.bottom, innerHeight, scrollY]", css);
    const [top, bottom, height] = place;
    assert.ok(top >= 0 && bottom <= height, `${css} is out of sight: ${place}`);
}

/** Everything that axe-core finds wrong. */
async function findings(browser) {
    await browser.run(AXE);
    return browser.runLong(
        "const done = arguments[0];" +
            "axe.run(document).then((r) => done(r.violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.html + ' ' + n.failureSummary))))");
}

const TESTS = {
    async "a citation lands on the visible, marked sentence"({ open, url }) {
        for (const [device, [width, height]] of Object.entries(DEVICES)) {
            const browser = await open(width, height);
            for (const question of [QUESTION, "Wie is Stanislav Zas?", "Wat vindt Tadzjikistan?"]) {
                const { link, words } = cited(url, question);
                await browser.go(link);
                await isInSight(browser, "mark:target");
                assert.equal(await browser.run("return document.querySelector('mark:target').textContent"), words);
                const focused = await browser.run("return document.activeElement.id");
                assert.equal(focused, "citaat", "listeners are taken there");
            }
            fs.writeFileSync(path.join(shots, `citaat-${device}.png`), await browser.screenshot());
            await browser.go(url + PAGES.tijdlijn);
            fs.writeFileSync(path.join(shots, `overzicht-${device}.png`), await browser.screenshot());
            await browser.close();
        }
    },

    async "what changed shows old and new side by side, and leads to the old text and from there to the new"({ open, url }) {
        for (const [device, [width, height]] of Object.entries(DEVICES)) {
            const browser = await open(width, height);
            await browser.go(url + PAGES.wijzigingen);
            const [old, now] = await browser.run(
                "return ['.was', '.nu'].map((c) => { const r = document.querySelector('.naast ' + c).getBoundingClientRect(); return [r.left, r.top]; })");
            const isBeside = old[0] < now[0] && old[1] === now[1];
            assert.equal(isBeside, device === "bureau", `${old} ${now}`);
            assert.equal(await browser.text(".was del"), "honderd");
            assert.equal(await browser.text(".nu ins"), "150");
            await browser.click(".was small a");
            await browser.until("the old words", () => browser.has("mark:target"));
            await isInSight(browser, "mark:target");
            assert.ok((await browser.text("mark:target")).includes("honderd elitetroepen"));
            await isInSight(browser, ".melding");
            fs.writeFileSync(path.join(shots, `toen-${device}.png`), await browser.screenshot());
            assert.deepEqual(await findings(browser), [], `the old text, ${device}`);
            await browser.click(".melding a[href='/csto-kazachstan#11']");
            await browser.until("the present text", () => browser.has(".alinea:target"));
            assert.ok((await browser.text(".alinea:target")).includes("150 elitetroepen"));
            await browser.close();
        }
    },

    async "every page is accessible, fits its window and breaks no rule of its own, by day and by night"({ open, url }) {
        for (const [device, [width, height]] of Object.entries(DEVICES)) {
            const browser = await open(width, height);
            for (const scheme of ["light", "dark"]) {
                await browser.devtools("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
                for (const [name, page] of Object.entries(PAGES)) {
                    await browser.go(url + page);
                    const wide = await browser.run("return document.documentElement.scrollWidth");
                    assert.ok(wide <= width, `${name} is ${wide} wide on ${width}`);
                    const night = scheme === "dark" ? "-donker" : "";
                    fs.writeFileSync(path.join(shots, `${name}-${device}${night}.png`), await browser.whole());
                    assert.deepEqual(await findings(browser), [], `${name}, ${device}, ${scheme}`);
                }
                const ink = await browser.run("return getComputedStyle(document.body).backgroundColor");
                const light = Number(ink.match(/\d+/)[0]) > 128;
                assert.equal(light, scheme === "light", ink);
            }
            const said = (await browser.log()).filter(({ message }) => !message.includes("404"));
            assert.deepEqual(said, [], "the browser complains of nothing");
            await browser.close();
        }
    },

    async "with the keyboard alone one asks, and comes to the quoted words"({ open, url }) {
        const browser = await open(...DEVICES.bureau);
        await browser.go(`${url}/csto-kazachstan`);
        const focused = () => browser.run("const e = document.activeElement; return e.id || e.className || e.textContent");
        await browser.press(KEYS.tab);
        assert.equal(await focused(), "skip");
        await browser.press(KEYS.tab, KEYS.tab);
        assert.equal(await focused(), "q");
        await browser.press(...QUESTION, KEYS.enter);
        await browser.until("an answer", () => browser.has("#antwoord"));
        await isInSight(browser, "#antwoord");
        const isFootnote = "return document.activeElement.matches('.antwoord small a')";
        for (let presses = 0; presses < 30 && !(await browser.run(isFootnote)); presses++) await browser.press(KEYS.tab);
        assert.ok(await browser.run(isFootnote), "the footnote is reached");
        await browser.press(KEYS.enter);
        await browser.until("the words", () => browser.has("mark:target"));
        await isInSight(browser, "mark:target");
        await browser.close();
    },

    async "without script everything is there"({ open, url }) {
        const browser = await open(...DEVICES.telefoon);
        await browser.devtools("Emulation.setScriptExecutionDisabled", { value: true });
        await browser.go(`${url}/csto-kazachstan`);
        await browser.type("#q", QUESTION);
        await browser.click(".veld button");
        await browser.until("an answer", () => browser.has("#antwoord"));
        const answer = await browser.text(".antwoord blockquote");
        assert.ok(answer.includes("Zo’n 150 elitetroepen"), answer);
        await browser.click(".antwoord small a");
        await browser.until("the words", () => browser.has("mark:target"));
        assert.match(await browser.address(), /#citaat-11-\d+$/);
        await isInSight(browser, "mark:target");
        await browser.close();
    },

    async "a line has 55 to 75 characters on a desk, and the text is set in a serif"({ open, url }) {
        const browser = await open(...DEVICES.bureau);
        await browser.go(`${url}/csto-kazachstan`);
        const lines = await browser.run(`
            return [...document.querySelectorAll(".alinea:not(.lede):not(.bijschrift):not(.auteur):not(.bronnen) > p")].flatMap((p) => {
                const range = document.createRange();
                const lines = new Map();
                for (const node of p.childNodes) if (node.nodeType === 3) for (let at = 0; at < node.length; at++) {
                    range.setStart(node, at);
                    range.setEnd(node, at + 1);
                    const top = Math.round(range.getBoundingClientRect().top);
                    lines.set(top, (lines.get(top) ?? 0) + 1);
                }
                return [...lines.values()].slice(0, -1);
            })`);
        const mean = lines.reduce((sum, line) => sum + line, 0) / lines.length;
        assert.ok(mean > 55 && mean < 75, `${mean}`);
        await browser.close();
    },

    async "a page prints without its controls, and weighs little"({ open, url }) {
        const browser = await open(...DEVICES.bureau);
        await browser.go(`${url}/csto-kazachstan`);
        const printed = await browser.print();
        assert.equal(printed.subarray(0, 5).toString(), "%PDF-");
        fs.writeFileSync(path.join(shots, "artikel.pdf"), printed);
        await browser.devtools("Emulation.setEmulatedMedia", { media: "print" });
        assert.equal(await browser.run("return getComputedStyle(document.querySelector('.vragen')).display"), "none");
        await browser.close();
        for (const [name, page] of Object.entries(PAGES)) {
            const bytes = (await size(url + page)) + (await size(`${url}/-/stijl.css`));
            assert.ok(bytes < 60_000, `${name}: ${bytes}`);
        }
        console.log(`  the article and its style sheet: ${(await size(url + PAGES.artikel)) + (await size(`${url}/-/stijl.css`))} bytes`);
    },
};

async function main() {
    await servedBefore();
    const page = await served("--web-embed", "https://krant.example");
    const browsers = await driver();
    let failed = 0;
    try {
        for (const [name, test] of Object.entries(TESTS)) {
            try {
                await test({ open: browsers.open, url: page.url });
                console.log(`ok  ${name}`);
            } catch (error) {
                failed += 1;
                console.log(`FAILED  ${name}\n${error.stack}`);
            }
        }
    } finally {
        browsers.stop();
        page.stop();
        fs.rmSync(folder, { recursive: true, force: true });
    }
    process.exit(failed === 0 ? 0 : 1);
}

main();
