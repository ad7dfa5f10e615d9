//! What the compiled gazetteer says of one name: a handful of senses, packed into the 64 bits a map of names holds.
//!
//! A sense takes 16 bits, so four fit: from the lowest bit, nine for the country's row plus one, three for the role, three
//! for the place, one for an acronym. A sense of all zeros is absent. A name without senses looks like a country's but is
//! none (Zuid-Amerika). The build script writes with this very file what the gazetteer reads with it.

/// How many countries one name can fit.
pub const MAX_SENSES: usize = 4;

/// One reading of a name.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Sense {
    /// Row of the country in the table.
    pub country: u16,
    /// What the name is to the country.
    pub role: Role,
    /// Where in running prose the name counts.
    pub place: Place,
    /// Whether it counts in running prose in capitals only (VS).
    pub acronym: bool,
}

/// What a name is to its country, the strongest first.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u64)]
pub enum Role {
    /// The country as Dutch or English writes it.
    Name,
    /// A Dutch adjective.
    Adjective,
    /// A Dutch word for somebody who lives there.
    Inhabitant,
    /// Its capital, or the seat of its government.
    Capital,
    /// A name in another language or another script.
    Foreign,
    /// Its code of two or three letters.
    Code,
}

/// Where in running prose a name counts.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
#[repr(u64)]
pub enum Place {
    /// Wherever it is capitalised, and uncapitalised too in a question typed wholly in lower case.
    Anywhere,
    /// Wherever it is capitalised; in lower case it is an ordinary word (chili).
    Capitalised,
    /// Not as the first word of a sentence, where an ordinary word has a capital too (Let op).
    Inside,
    /// Inside a sentence, with a word in lower case after it (a Frans schip, not Frans Hals).
    Followed,
    /// Nowhere: it is more often something else (Georgia), or fits two countries.
    Nowhere,
}

/// Packs up to [`MAX_SENSES`] senses; any further ones are left out.
#[allow(dead_code, reason = "the build script packs, the gazetteer unpacks")]
pub fn pack(senses: &[Sense]) -> u64 {
    let mut packed = 0;
    for (slot, sense) in senses.iter().take(MAX_SENSES).enumerate() {
        let bits = u64::from(sense.country + 1)
            | (sense.role as u64) << 9
            | (sense.place as u64) << 12
            | u64::from(sense.acronym) << 15;
        packed |= bits << (16 * slot);
    }
    packed
}

/// The senses in a packed value, in the order they were packed in.
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
        let place = match bits >> 12 & 0b111 {
            0 => Place::Anywhere,
            1 => Place::Capitalised,
            2 => Place::Inside,
            3 => Place::Followed,
            _ => Place::Nowhere,
        };
        let country = u16::try_from(bits & 0x1ff).ok()?.checked_sub(1)?;
        Some(Sense {
            country,
            role,
            place,
            acronym: bits >> 15 & 1 == 1,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again() {
        let roles = [
            Role::Name,
            Role::Adjective,
            Role::Inhabitant,
            Role::Capital,
            Role::Foreign,
            Role::Code,
        ];
        let places = [
            Place::Anywhere,
            Place::Capitalised,
            Place::Inside,
            Place::Followed,
            Place::Nowhere,
        ];
        for (role, place) in roles
            .iter()
            .flat_map(|&role| places.map(|place| (role, place)))
        {
            let sense = |country| Sense {
                country,
                role,
                place,
                acronym: country % 2 == 0,
            };
            let senses = [sense(0), sense(1), sense(263), sense(510)];
            assert_eq!(unpack(pack(&senses)).collect::<Vec<_>>(), senses);
        }
        assert_eq!(unpack(0).count(), 0);
    }
}
