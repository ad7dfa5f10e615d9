//! The ways of multiplying: four at once, two in eight bits, and two in sixteen.

use std::arch::x86_64::_mm512_dpbusd_epi32;

use pulp::x86::{V3, V4};
use pulp::{Simd, cast};

use super::{BLOCK, GROUPS, Product, Vnni};

/// The instructions for integers that both AVX2 and AVX-512 have.
pub(in crate::search::semantic::encoder) trait Integers:
    Simd
{
    /// The sums of two products of sixteen bits.
    fn madd(self, a: Self::i32s, b: Self::i32s) -> Self::i32s;
    /// The sums of two products of eight bits, those of `a` without a sign, in sixteen bits.
    fn maddubs(self, a: Self::i32s, b: Self::i32s) -> Self::i32s;
    /// Adds numbers of 32 bits.
    fn plus(self, a: Self::i32s, b: Self::i32s) -> Self::i32s;
    /// Adds numbers of sixteen bits.
    fn plus_short(self, a: Self::i32s, b: Self::i32s) -> Self::i32s;
    /// The upper bytes of numbers of sixteen bits.
    fn upper(self, a: Self::i32s) -> Self::i32s;
    fn floats(self, whole: Self::i32s) -> Self::f32s;
}

macro_rules! integers {
    ($simd:ty, $wide:ident, $bytes:ident, $floats:ident, $madd:ident, $maddubs:ident, $plus:ident, $short:ident, $shift:ident) => {
        impl Integers for $simd {
            #[inline(always)]
            fn madd(self, a: Self::i32s, b: Self::i32s) -> Self::i32s {
                cast(self.$bytes.$madd(cast(a), cast(b)))
            }

            #[inline(always)]
            fn maddubs(self, a: Self::i32s, b: Self::i32s) -> Self::i32s {
                cast(self.$bytes.$maddubs(cast(a), cast(b)))
            }

            #[inline(always)]
            fn plus(self, a: Self::i32s, b: Self::i32s) -> Self::i32s {
                cast(self.$wide.$plus(cast(a), cast(b)))
            }

            #[inline(always)]
            fn plus_short(self, a: Self::i32s, b: Self::i32s) -> Self::i32s {
                cast(self.$bytes.$short(cast(a), cast(b)))
            }

            #[inline(always)]
            fn upper(self, a: Self::i32s) -> Self::i32s {
                cast(self.$bytes.$shift::<8>(cast(a)))
            }

            #[inline(always)]
            fn floats(self, whole: Self::i32s) -> Self::f32s {
                self.$floats(whole)
            }
        }
    };
}

integers!(
    V3,
    avx2,
    avx2,
    convert_i32x8_to_f32x8,
    _mm256_madd_epi16,
    _mm256_maddubs_epi16,
    _mm256_add_epi32,
    _mm256_add_epi16,
    _mm256_srli_epi16
);
integers!(
    V4,
    avx512f,
    avx512bw,
    convert_i32x16_to_f32x16,
    _mm512_madd_epi16,
    _mm512_maddubs_epi16,
    _mm512_add_epi32,
    _mm512_add_epi16,
    _mm512_srli_epi16
);

/// Multiplies weights of four bits in eight, and adds in sixteen: 15 × 127 × 16 fits.
#[derive(Clone, Copy, Debug)]
pub(in crate::search::semantic::encoder) struct Bytes<S>(pub(super) S);

impl<S: Integers> Product for Bytes<S> {
    type Lanes = S;
    type Weights = S::i32s;
    type States = S::i32s;

    #[inline(always)]
    fn lanes(self) -> S {
        self.0
    }

    #[inline(always)]
    fn states(states: [i8; BLOCK]) -> [[i32; GROUPS]; 2] {
        [cast(states), [0; GROUPS]]
    }

    #[inline(always)]
    fn opened(self, weights: S::i32s) -> S::i32s {
        weights
    }

    #[inline(always)]
    fn spread(self, states: &[[i32; GROUPS]; 2], group: usize) -> S::i32s {
        self.0.splat_i32s(states[0][group])
    }

    #[inline(always)]
    fn begin(self, _: i32) -> S::i32s {
        self.0.splat_i32s(0)
    }

    #[inline(always)]
    fn add(self, sum: S::i32s, weights: S::i32s, states: S::i32s) -> S::i32s {
        self.0.plus_short(sum, self.0.maddubs(weights, states))
    }

    #[inline(always)]
    fn end(self, sum: S::i32s, start: i32) -> S::f32s {
        let sum = self.0.madd(sum, self.0.splat_i32s(0x0001_0001));
        self.0.floats(self.0.plus(sum, self.0.splat_i32s(start)))
    }
}

/// Multiplies in sixteen bits.
#[derive(Clone, Copy, Debug)]
pub(in crate::search::semantic::encoder) struct Pairs<S>(pub(super) S);

impl<S: Integers> Product for Pairs<S> {
    type Lanes = S;
    /// The first and third of four, and the second and fourth.
    type Weights = [S::i32s; 2];
    type States = [S::i32s; 2];

    #[inline(always)]
    fn lanes(self) -> S {
        self.0
    }

    #[inline(always)]
    fn states(states: [i8; BLOCK]) -> [[i32; GROUPS]; 2] {
        let pairs: [i16; BLOCK / 2] = cast(states);
        let (mut even, mut odd) = (pairs, pairs);
        for (even, odd) in even.iter_mut().zip(&mut odd) {
            *even = (*even << 8) >> 8;
            *odd >>= 8;
        }
        [cast(even), cast(odd)]
    }

    #[inline(always)]
    fn opened(self, weights: S::i32s) -> Self::Weights {
        let even = self.0.and_i32s(weights, self.0.splat_i32s(0x00FF_00FF));
        [even, self.0.upper(weights)]
    }

    #[inline(always)]
    fn spread(self, [even, odd]: &[[i32; GROUPS]; 2], group: usize) -> Self::States {
        [
            self.0.splat_i32s(even[group]),
            self.0.splat_i32s(odd[group]),
        ]
    }

    #[inline(always)]
    fn begin(self, start: i32) -> S::i32s {
        self.0.splat_i32s(start)
    }

    #[inline(always)]
    fn add(self, sum: S::i32s, weights: Self::Weights, states: Self::States) -> S::i32s {
        let sum = self.0.plus(sum, self.0.madd(weights[0], states[0]));
        self.0.plus(sum, self.0.madd(weights[1], states[1]))
    }

    #[inline(always)]
    fn end(self, sum: S::i32s, _: i32) -> S::f32s {
        self.0.floats(sum)
    }
}

/// Multiplies four at once.
#[derive(Clone, Copy, Debug)]
pub(in crate::search::semantic::encoder) struct Fours(pub(super) V4, pub(super) Vnni);

impl Product for Fours {
    type Lanes = V4;
    type Weights = <V4 as Simd>::i32s;
    type States = <V4 as Simd>::i32s;

    #[inline(always)]
    fn lanes(self) -> V4 {
        self.0
    }

    #[inline(always)]
    fn states(states: [i8; BLOCK]) -> [[i32; GROUPS]; 2] {
        [cast(states), [0; GROUPS]]
    }

    #[inline(always)]
    fn opened(self, weights: Self::Weights) -> Self::Weights {
        weights
    }

    #[inline(always)]
    fn spread(self, states: &[[i32; GROUPS]; 2], group: usize) -> Self::States {
        self.0.splat_i32s(states[0][group])
    }

    #[inline(always)]
    fn begin(self, start: i32) -> Self::Weights {
        self.0.splat_i32s(start)
    }

    #[inline(always)]
    fn add(
        self,
        sum: Self::Weights,
        weights: Self::Weights,
        states: Self::States,
    ) -> Self::Weights {
        // SAFETY: a `Vnni` exists only if the processor has the instruction.
        #[expect(unsafe_code, reason = "pulp does not have this instruction")]
        cast(unsafe { _mm512_dpbusd_epi32(cast(sum), cast(weights), cast(states)) })
    }

    #[inline(always)]
    fn end(self, sum: Self::Weights, _: i32) -> <V4 as Simd>::f32s {
        self.0.floats(sum)
    }
}
