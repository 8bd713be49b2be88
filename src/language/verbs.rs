//! The forms of an English verb from its base, so that lists of verbs hold base forms only.

/// All forms of one verb. Where past and participle agree both hold the same word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inflections {
    pub base: String,
    /// "says"
    pub third: String,
    /// "said", "wrote"
    pub past: String,
    /// "said", "written"
    pub participle: String,
    /// "saying"
    pub gerund: String,
}

/// The forms of `base`, lower case: "write" → writes, wrote, written, writing.
pub fn inflections(base: &str) -> Inflections {
    let (past, participle) = irregular(base).unwrap_or_else(|| (regular_past(base), regular_past(base)));
    Inflections { base: base.to_owned(), third: third(base), past, participle, gerund: gerund(base) }
}

/// What somebody was doing who did it: "took" → "taking". None for words that are no past form.
pub fn gerund_of_past(past: &str) -> Option<String> {
    let mut lines = IRREGULAR.split('|');
    if let Some(line) = lines.find(|it| it.split(' ').nth(1) == Some(past)) {
        return line.split(' ').next().map(gerund);
    }
    if past.ends_with("eed") {
        return None;
    }
    match past.strip_suffix("ied") {
        Some(stem) => Some(format!("{stem}ying")),
        // The letter that was doubled or the “e” that went is the same in both.
        None => past.strip_suffix("ed").map(|stem| format!("{stem}ing")),
    }
}

/// Base, past, and the participle where it differs. Longer verbs are found by prefix ("foresee").
const IRREGULAR: &str = "arise arose arisen|be was been|bear bore borne|beat beat beaten|become became become|begin began begun|bend bent|bet bet|bid bid|bind bound|bite bit bitten|blow blew blown|break broke broken|breed bred|bring brought|broadcast broadcast|build built|burst burst|buy bought|cast cast|catch caught|choose chose chosen|cling clung|come came come|cost cost|creep crept|cut cut|deal dealt|dig dug|do did done|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fling flung|fly flew flown|forbid forbade forbidden|forecast forecast|forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got|give gave given|go went gone|grind ground|grow grew grown|hang hung|have had|hear heard|hide hid hidden|hit hit|hold held|hurt hurt|keep kept|know knew known|lay laid|lead led|leave left|lend lent|let let|lie lay lain|light lit|lose lost|make made|mean meant|meet met|pay paid|put put|quit quit|read read|rend rent|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said|see saw seen|seek sought|sell sold|send sent|set set|shake shook shaken|shed shed|shine shone|shoot shot|show showed shown|shut shut|sing sang sung|sink sank sunk|sit sat|sleep slept|speak spoke spoken|spend spent|spit spat|split split|spread spread|spring sprang sprung|stand stood|steal stole stolen|stick stuck|sting stung|strike struck|string strung|strive strove striven|swear swore sworn|sweep swept|swing swung|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|wake woke woken|wear wore worn|weep wept|win won|wind wound|write wrote written";

/// Prefixes under which an irregular verb stays irregular.
const PREFIXES: [&str; 12] =
    ["fore", "over", "under", "re", "mis", "un", "out", "up", "with", "inter", "pre", "be"];

fn irregular(base: &str) -> Option<(String, String)> {
    if let Some((past, participle)) = entry(base) {
        return Some((past.to_owned(), participle.to_owned()));
    }
    // They only look like "have", "lay" and "lie" with a prefix.
    if matches!(base, "behave" | "relay" | "belie") {
        return None;
    }
    PREFIXES.iter().find_map(|prefix| {
        let (past, participle) = entry(base.strip_prefix(prefix)?)?;
        Some((format!("{prefix}{past}"), format!("{prefix}{participle}")))
    })
}

fn entry(base: &str) -> Option<(&'static str, &'static str)> {
    let line = IRREGULAR.split('|').find(|it| it.split(' ').next() == Some(base))?;
    let mut forms = line.split(' ').skip(1);
    let past = forms.next()?;
    Some((past, forms.next().unwrap_or(past)))
}

fn third(base: &str) -> String {
    match base {
        "be" => "is".to_owned(),
        "have" => "has".to_owned(),
        "go" | "do" | "undergo" | "forgo" | "overdo" | "redo" | "undo" | "veto" | "echo" => {
            format!("{base}es")
        }
        _ if consonant_y(base) => format!("{}ies", &base[..base.len() - 1]),
        _ if base.ends_with(['s', 'x', 'z']) || base.ends_with("sh") || base.ends_with("ch") => {
            format!("{base}es")
        }
        _ => format!("{base}s"),
    }
}

fn regular_past(base: &str) -> String {
    match base {
        _ if base.ends_with('e') => format!("{base}d"),
        _ if consonant_y(base) => format!("{}ied", &base[..base.len() - 1]),
        _ if base.ends_with('c') => format!("{base}ked"),
        _ => format!("{}ed", doubled(base)),
    }
}

fn gerund(base: &str) -> String {
    match base {
        "be" => "being".to_owned(),
        "lie" | "tie" | "die" | "belie" | "untie" => format!("{}ying", &base[..base.len() - 2]),
        _ if base.ends_with("ee") || base.ends_with("oe") || base.ends_with("ye") || base == "singe" => {
            format!("{base}ing")
        }
        _ if base.ends_with('e') => format!("{}ing", &base[..base.len() - 1]),
        _ if base.ends_with('c') => format!("{base}king"),
        _ => format!("{}ing", doubled(base)),
    }
}

fn consonant_y(base: &str) -> bool {
    base.ends_with('y')
        && !base.ends_with("ay")
        && !base.ends_with("ey")
        && !base.ends_with("oy")
        && !base.ends_with("uy")
}

/// With its last consonant doubled where the stress asks for it: "admit" → "admitt", "visit" stays.
fn doubled(base: &str) -> String {
    /// Longer verbs that are stressed on their last syllable.
    const STRESSED: [&str; 32] = [
        "forbid", "upset", "beset", "abet", "debug", "recap", "admit", "permit", "commit", "submit", "omit",
        "emit", "remit", "transmit", "refer", "prefer", "defer", "infer", "confer", "deter", "occur",
        "recur", "concur", "incur", "rebut", "regret", "forget", "begin", "rebel", "compel", "expel",
        "propel",
    ];
    /// Ends that double although unstressed all the same, or that no rule of spelling tells.
    const HABIT: [&str; 12] = [
        "quip", "quit", "equip", "control", "patrol", "dispel", "impel", "repel", "acquit", "outwit",
        "program", "worship",
    ];
    let letters = base.as_bytes();
    let vowel = |it: u8| b"aeiou".contains(&it);
    let ends_short = letters.len() >= 3 && {
        let [.., before, middle, last] = letters else { return base.to_owned() };
        !vowel(*last) && !b"wxy".contains(last) && vowel(*middle) && !vowel(*before)
    };
    let syllables =
        letters.iter().zip(letters.iter().skip(1)).filter(|(a, b)| vowel(**a) && !vowel(**b)).count();
    let doubles = ends_short && (syllables == 1 || STRESSED.contains(&base)) || HABIT.contains(&base);
    match base.chars().next_back().filter(|_| doubles) {
        Some(last) => format!("{base}{last}"),
        None => base.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(forms: &str) {
        let forms: Vec<&str> = forms.split(' ').collect();
        let found = inflections(forms[0]);
        assert_eq!([&found.third, &found.past, &found.participle, &found.gerund], forms[1..]);
    }

    #[test]
    fn regular_verbs_follow_their_spelling() {
        check("admit admits admitted admitted admitting");
        check("deny denies denied denied denying");
        check("say says said said saying");
        check("claim claims claimed claimed claiming");
        check("argue argues argued argued arguing");
        check("stress stresses stressed stressed stressing");
        check("quip quips quipped quipped quipping");
        check("answer answers answered answered answering");
        check("visit visits visited visited visiting");
        check("agree agrees agreed agreed agreeing");
        check("refer refers referred referred referring");
        check("panic panics panicked panicked panicking");
        check("reply replies replied replied replying");
        check("relay relays relayed relayed relaying");
        check("plan plans planned planned planning");
        check("explain explains explained explained explaining");
    }

    #[test]
    fn irregular_verbs_are_known() {
        check("write writes wrote written writing");
        check("tell tells told told telling");
        check("think thinks thought thought thinking");
        check("forbid forbids forbade forbidden forbidding");
        check("foresee foresees foresaw foreseen foreseeing");
        check("swear swears swore sworn swearing");
        check("begin begins began begun beginning");
        check("read reads read read reading");
        check("show shows showed shown showing");
        check("lie lies lay lain lying");
        check("understand understands understood understood understanding");
        check("retell retells retold retold retelling");
    }
}
