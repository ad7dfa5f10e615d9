//! What people type between their words changes no answer.

use super::{bot_of, reply};

#[test]
fn emoji_mentions_and_addresses_are_no_part_of_a_question() {
    let bot = bot_of(include_str!(
        "../data/field/14-emoji-and-links-in-a-question/bos.md"
    ));
    let plain = reply(&bot, "Wie schonk het bos?");
    assert!(plain.starts_with("“**In 1919"), "{plain}");
    for line in [
        "Wie schonk het bos? <:bos:123456789012345678>",
        "Wie schonk het bos? <#700000000000000001>",
        "<@600000000000000003> Wie schonk het bos?",
        "Wie schonk het bos? https://example.org/2024/x",
        "!vraag Wie schonk het bos? <a:hoera:99> :bos:",
        "@bode:example.org Wie schonk het bos? <https://example.org/1919>",
    ] {
        assert_eq!(reply(&bot, line), plain, "{line}");
    }
    for (line, same) in [
        ("!zoek bos <:bos:123456789012345678>", "!zoek bos"),
        (
            "!wie Van Rijsdijk <@600000000000000003>",
            "!wie Van Rijsdijk",
        ),
        ("!land <:vlag:12> Frankrijk", "!land Frankrijk"),
        (
            "!citaat Van Rijsdijk https://example.org/5",
            "!citaat Van Rijsdijk",
        ),
    ] {
        assert_eq!(reply(&bot, line), reply(&bot, same), "{line}");
    }
}
