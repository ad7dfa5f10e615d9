//! The packed format of a name in the compiled gazetteer: up to four senses in the 64 bits that an `fst` map holds.
//!
//! A sense takes 16 bits: from the lowest bit, nine for the country's row plus one, three for the role, three for the
//! prose rule, one for an acronym. A sense of all zeros is absent. A name without senses only looks like a country's
//! (Zuid-Amerika). The build script writes entries with this file, and the gazetteer reads them with it.

/// The most countries that one name can refer to.
pub const MAX_SENSES: usize = 4;

/// One reading of a name.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Sense {
    /// Row of the country in the table.
    pub country: u16,
    /// How the name relates to the country.
    pub role: Role,
    /// Where the name counts in running prose.
    pub rule: ProseRule,
    /// Whether it counts in running prose only in capitals (VS).
    pub acronym: bool,
}

/// How a name relates to its country, the strongest relation first.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u64)]
pub enum Role {
    /// The country as Dutch or English writes it.
    Name,
    /// A Dutch adjective.
    Adjective,
    /// A Dutch word for an inhabitant.
    Inhabitant,
    /// Its capital, or the seat of its government.
    Capital,
    /// A name in another language or another script.
    Foreign,
    /// Its code of two or three letters.
    Code,
}

/// Where a name counts in running prose.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
#[repr(u64)]
pub enum ProseRule {
    /// Wherever it is capitalised; in a question typed wholly in lower case, without a capital too.
    Anywhere,
    /// Wherever it is capitalised. In lower case it is an ordinary word (chili).
    Capitalised,
    /// Anywhere but as the first word of a sentence, where an ordinary word is capitalised too (Let op).
    Inside,
    /// Inside a sentence, before a word in lower case (a Frans schip, not Frans Hals).
    Followed,
    /// Nowhere, because it usually means something else (Georgia) or refers to two countries.
    Nowhere,
}

/// Packs up to [`MAX_SENSES`] senses; ignores the rest.
#[allow(dead_code, reason = "the build script packs, the gazetteer unpacks")]
pub fn pack(senses: &[Sense]) -> u64 {
    let mut packed = 0;
    for (slot, sense) in senses.iter().take(MAX_SENSES).enumerate() {
        let bits = u64::from(sense.country + 1)
            | (sense.role as u64) << 9
            | (sense.rule as u64) << 12
            | u64::from(sense.acronym) << 15;
        packed |= bits << (16 * slot);
    }
    packed
}

/// Returns the senses of a packed value, in the order in which they were packed.
#[allow(dead_code, reason = "the build script packs, the gazetteer unpacks")]
pub fn unpack(packed: u64) -> impl Iterator<Item = Sense> {
    (0..MAX_SENSES).filter_map(move |slot| {
        let bits = packed >> (16 * slot) & 0xffff;
        let role = match bits >> 9 & 0b111 {
            0 => Role::Name,
            1 => Role::Adjective,
            2 => Role::Inhabitant,
            3 => Role::Capital,
            4 => Role::Foreign,
            _ => Role::Code,
        };
        let rule = match bits >> 12 & 0b111 {
            0 => ProseRule::Anywhere,
            1 => ProseRule::Capitalised,
            2 => ProseRule::Inside,
            3 => ProseRule::Followed,
            _ => ProseRule::Nowhere,
        };
        let country = u16::try_from(bits & 0x1ff).ok()?.checked_sub(1)?;
        Some(Sense {
            country,
            role,
            rule,
            acronym: bits >> 15 & 1 == 1,
        })
    })
}
