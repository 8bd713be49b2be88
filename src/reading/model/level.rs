//! Which instructions this machine has.
//!
//! The same code is compiled once for each, and gives the same bits: only how many numbers are
//! worked on at once differs, never the order in which they are added up.

/// A set of instructions that this machine is known to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Level(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Level {
    /// What every machine has.
    pub const PLAIN: Level = Level(Kind::Plain);

    /// The fastest that this machine has.
    pub fn best() -> Level {
        Level::all().pop().unwrap_or(Level::PLAIN)
    }

    /// All that this machine has, slowest first.
    pub fn all() -> Vec<Level> {
        #[cfg_attr(not(target_arch = "x86_64"), expect(unused_mut))]
        let mut all = vec![Level::PLAIN];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") {
                all.push(Level(Kind::Avx2));
            }
            if is_x86_feature_detected!("avx2")
                && is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vnni")
            {
                all.push(Level(Kind::Avx512));
            }
        }
        all
    }

    pub fn kind(self) -> Kind {
        self.0
    }
}

/// Compiles a function once for each level; the first argument says which copy runs.
macro_rules! for_every_level {
    ($($(#[$note:meta])* $seen:vis fn $name:ident($($argument:ident: $type:ty),* $(,)?) $body:block)*) => {$(
        $(#[$note])*
        $seen fn $name(level: $crate::reading::model::level::Level, $($argument: $type),*) {
            #[inline(always)]
            fn plain($($argument: $type),*) $body
            #[cfg(target_arch = "x86_64")]
            {
                use $crate::reading::model::level::Kind;
                #[target_feature(enable = "avx2")]
                fn avx2($($argument: $type),*) {
                    plain($($argument),*);
                }
                #[target_feature(enable = "avx2,avx512f,avx512bw,avx512vl,avx512dq")]
                fn avx512($($argument: $type),*) {
                    plain($($argument),*);
                }
                match level.kind() {
                    // SAFETY: a level exists only where the machine has its instructions.
                    Kind::Avx512 => return unsafe { avx512($($argument),*) },
                    // SAFETY: as above.
                    Kind::Avx2 => return unsafe { avx2($($argument),*) },
                    Kind::Plain => {}
                }
            }
            let _ = level;
            plain($($argument),*);
        }
    )*};
}
pub(super) use for_every_level;
