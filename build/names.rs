//! The names of countries, each under its key with what it may mean.

use std::collections::BTreeMap;

use super::Result;
use super::countries::Country;
use super::entry::{self, MAX_SENSES, ProseRule, Role, Sense};
use super::fold::{fold, name_key};
use super::rows::{list, rows};

/// Every name's key with its packed senses.
pub(super) fn by_key(countries: &[Country]) -> Result<BTreeMap<String, u64>> {
    let mut senses = collect_senses(countries)?;
    for [name, codes] in rows("ambiguous.tsv")? {
        let mut fitting = Vec::new();
        for code in list(&codes) {
            let country = countries.binary_search_by(|country| country.code.cmp(&code));
            let country = u16::try_from(
                country.map_err(|_| format!("ambiguous.tsv: no country {code} for {name}"))?,
            )?;
            fitting.push(Sense {
                country,
                role: Role::Name,
                rule: ProseRule::Nowhere,
                acronym: false,
            });
        }
        let unlisted = |old: &&Sense| fitting.iter().all(|new| new.country != old.country);
        if let Some(old) = senses
            .get(&name_key(&name))
            .and_then(|old| old.iter().find(unlisted))
        {
            let code = &countries[usize::from(old.country)].code;
            return Err(format!("ambiguous.tsv: {name} fits {code} too").into());
        }
        senses.insert(name_key(&name), fitting);
    }
    for (key, senses) in senses.iter().filter(|(_, senses)| senses.len() > 1) {
        if senses.len() > MAX_SENSES || senses.iter().any(|sense| sense.rule != ProseRule::Nowhere)
        {
            let codes: Vec<_> = senses
                .iter()
                .map(|sense| &countries[usize::from(sense.country)].code)
                .collect();
            return Err(
                format!("{key} fits {codes:?}: at most four, listed in ambiguous.tsv").into(),
            );
        }
    }
    for [name, rule] in rows("traps.tsv")? {
        let of_key = senses.entry(name_key(&name)).or_default();
        let rule = match rule.as_str() {
            "nowhere" => ProseRule::Nowhere,
            _ if of_key.is_empty() => {
                return Err(format!("traps.tsv: {name} is no country's").into());
            }
            "capitalised" => ProseRule::Capitalised,
            "inside" => ProseRule::Inside,
            "followed" => ProseRule::Followed,
            _ => return Err(format!("traps.tsv: {name} counts {rule}?").into()),
        };
        of_key.iter_mut().for_each(|sense| sense.rule = rule);
    }
    Ok(senses
        .into_iter()
        .map(|(key, senses)| (key, entry::pack(&senses)))
        .collect())
}

/// Every key with one sense, the strongest, of each country that has a name of that key.
fn collect_senses(countries: &[Country]) -> Result<BTreeMap<String, Vec<Sense>>> {
    let mut senses: BTreeMap<String, Vec<Sense>> = BTreeMap::new();
    for (row, country) in countries.iter().enumerate() {
        let row = u16::try_from(row)?;
        let mut add = |name: &str, role: Role| {
            let role = if is_latin(name) {
                role
            } else {
                role.max(Role::Foreign)
            };
            let acronym = role == Role::Name && !name.contains(char::is_lowercase);
            let sense = Sense {
                country: row,
                role,
                rule: ProseRule::Anywhere,
                acronym,
            };
            let of_key = senses.entry(name_key(name)).or_default();
            match of_key.iter_mut().find(|known| known.country == row) {
                Some(known) if role < known.role => *known = sense,
                Some(_) => {}
                None => of_key.push(sense),
            }
        };
        country.spoken().for_each(|(name, role)| add(name, role));
        country
            .capitals
            .iter()
            .for_each(|name| add(name, Role::Capital));
        country
            .foreign
            .iter()
            .for_each(|name| add(name, Role::Foreign));
        [&country.code, &country.alpha3]
            .into_iter()
            .filter(|code| !code.is_empty())
            .for_each(|code| add(code, Role::Code));
    }
    // A capital stands for its country only where nothing else fits.
    for of_key in senses.values_mut() {
        if of_key.iter().any(|sense| sense.role != Role::Capital) {
            of_key.retain(|sense| sense.role != Role::Capital);
        }
    }
    match senses.remove("") {
        Some(_) => Err("a name without a letter".into()),
        None => Ok(senses),
    }
}

/// Whether prose in Dutch or English could write a name so.
fn is_latin(name: &str) -> bool {
    fold(name)
        .chars()
        .all(|c| c.is_ascii() || !c.is_alphabetic())
}
