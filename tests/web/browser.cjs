// A browser, driven by the WebDriver protocol.

const { spawn } = require("node:child_process");

/** The keys that have no character. */
const KEYS = { tab: "\uE004", enter: "\uE007" };

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Starts a driver; gives what makes browsers, and `stop`. */
async function driver() {
    const running = spawn("chromedriver", ["--port=0"], { stdio: ["ignore", "pipe", "inherit"] });
    const port = await new Promise((found, failed) => {
        let said = "";
        running.stdout.on("data", (text) => {
            said += text;
            const told = said.match(/started successfully on port (\d+)/);
            if (told) found(told[1]);
        });
        running.on("exit", () => failed(new Error(`chromedriver ended: ${said}`)));
    });
    const base = `http://127.0.0.1:${port}`;
    return { open: (width, height) => Browser.open(base, width, height), stop: () => running.kill() };
}

class Browser {
    static async open(base, width, height) {
        const args = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"];
        const capabilities = {
            alwaysMatch: { browserName: "chrome", "goog:chromeOptions": { args }, "goog:loggingPrefs": { browser: "ALL" } },
        };
        const browser = new Browser();
        browser.base = base;
        const { sessionId } = await browser.call("POST", "/session", { capabilities });
        browser.base = `${base}/session/${sessionId}`;
        await browser.devtools("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: width < 600 });
        return browser;
    }

    async call(method, path, body) {
        const options = { method, headers: { "content-type": "application/json" } };
        if (method === "POST") options.body = JSON.stringify(body ?? {});
        const reply = await fetch(this.base + path, options);
        const { value } = await reply.json();
        if (value && value.error) throw new Error(`${path}: ${value.error}: ${value.message}`);
        return value;
    }

    /** Waits until something is so; a page that is being left answers nothing. */
    async until(what, isSo) {
        const end = Date.now() + 20_000;
        while (!(await isSo().catch(() => false))) {
            if (Date.now() > end) throw new Error(`not in 20 seconds: ${what}`);
            await new Promise((done) => setTimeout(done, 20));
        }
    }

    /** A command of Chromium's own. */
    devtools(cmd, params) { return this.call("POST", "/goog/cdp/execute", { cmd, params }); }
    go(url) { return this.call("POST", "/url", { url }); }
    address() { return this.call("GET", "/url"); }
    run(script, ...args) { return this.call("POST", "/execute/sync", { script, args }); }
    runLong(script, ...args) { return this.call("POST", "/execute/async", { script, args }); }
    async has(css) { return (await this.call("POST", "/elements", { using: "css selector", value: css })).length > 0; }
    async find(css) { return (await this.call("POST", "/element", { using: "css selector", value: css }))[ELEMENT]; }
    async text(css) { return this.call("GET", `/element/${await this.find(css)}/text`); }
    async click(css) { return this.call("POST", `/element/${await this.find(css)}/click`); }
    async type(css, text) { return this.call("POST", `/element/${await this.find(css)}/value`, { text }); }
    async screenshot() { return Buffer.from(await this.call("GET", "/screenshot"), "base64"); }
    /** All of the page, below the window's edge too. */
    async whole() {
        const { data } = await this.devtools("Page.captureScreenshot", { captureBeyondViewport: true });
        return Buffer.from(data, "base64");
    }
    async print() { return Buffer.from(await this.call("POST", "/print"), "base64"); }
    log() { return this.call("POST", "/se/log", { type: "browser" }); }
    close() { return this.call("DELETE", ""); }

    /** Presses keys, where the focus is. */
    async press(...keys) {
        const actions = keys.flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
        await this.call("POST", "/actions", { actions: [{ type: "key", id: "keys", actions }] });
    }
}

module.exports = { driver, KEYS };
