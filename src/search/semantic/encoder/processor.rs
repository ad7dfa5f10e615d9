//! The kinds of processors that multiply integers of eight bits, and how each does it best.
//!
//! Weights are not negative: a number is added to each, and what that adds to a sum is taken back. One instruction of AVX-512
//! VNNI multiplies four of them with four states and adds the products. `pmaddubsw` does so with two, in sixteen bits, which
//! weights of four bits never fill; `pmaddwd` multiplies two of sixteen bits each. All sums are exact, so that they are the
//! same.

mod products;

use pulp::x86::{V3, V4};
use pulp::{NullaryFnOnce, Simd};

use super::quantised::BLOCK;
use products::{Bytes, Fours, Pairs};

/// The groups of four states of a block.
pub(super) const GROUPS: usize = BLOCK / 4;

pulp::simd_type!({
    /// AVX-512 with products of eight bits.
    pub(super) struct Vnni {
        avx512f: f!("avx512f"),
        avx512bw: f!("avx512bw"),
        avx512cd: f!("avx512cd"),
        avx512dq: f!("avx512dq"),
        avx512vl: f!("avx512vl"),
        avx512vnni: f!("avx512vnni"),
    }
});

/// A processor that is supported. Each value proves that this one has the instructions.
#[derive(Clone, Copy, Debug)]
pub(super) enum Processor {
    Avx2(V3),
    Avx512(V4),
    Vnni(V4, Vnni),
}

/// How a processor multiplies.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Avx2Bytes(Bytes<V3>),
    Avx2Pairs(Pairs<V3>),
    Avx512Bytes(Bytes<V4>),
    Avx512Pairs(Pairs<V4>),
    Vnni(Fours),
}

/// Multiplies four weights with four states, in each word of a register.
pub(super) trait Product: Copy {
    /// The registers.
    type Lanes: Simd;
    /// Weights, in the form in which they are multiplied.
    type Weights: Copy;
    /// Four states, the same in each word.
    type States: Copy;

    fn lanes(self) -> Self::Lanes;

    /// A block of states, in the forms that [`Product::spread`] reads.
    fn states(states: [i8; BLOCK]) -> [[i32; GROUPS]; 2];

    /// Opens a register of weights.
    fn opened(self, weights: Words<Self>) -> Self::Weights;

    /// The states of a group.
    fn spread(self, states: &[[i32; GROUPS]; 2], group: usize) -> Self::States;

    /// An empty sum of a block. `start` is what it begins or ends with.
    fn begin(self, start: i32) -> Words<Self>;

    /// `sum` plus the four products.
    fn add(self, sum: Words<Self>, weights: Self::Weights, states: Self::States) -> Words<Self>;

    /// The sum of a block.
    fn end(self, sum: Words<Self>, start: i32) -> <Self::Lanes as Simd>::f32s;
}

/// A register of integers of 32 bits.
type Words<P> = <<P as Product>::Lanes as Simd>::i32s;

/// What is done by a processor.
pub(super) trait Work {
    fn with<P: Product>(self, processor: P);
}

struct Call<P, W>(P, W);

impl<P: Product, W: Work> NullaryFnOnce for Call<P, W> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.1.with(self.0);
    }
}

impl Processor {
    /// This one; `None` if it has no AVX2.
    pub(super) fn new() -> Option<Self> {
        let four = V4::try_new();
        let vnni = four.zip(Vnni::try_new());
        vnni.map(|(four, vnni)| Self::Vnni(four, vnni))
            .or(four.map(Self::Avx512))
            .or(V3::try_new().map(Self::Avx2))
    }

    /// How it multiplies weights, of four bits or of eight.
    pub(super) fn kind(self, are_small: bool) -> Kind {
        match (self, are_small) {
            (Self::Avx2(simd), true) => Kind::Avx2Bytes(Bytes(simd)),
            (Self::Avx2(simd), false) => Kind::Avx2Pairs(Pairs(simd)),
            (Self::Avx512(simd), true) => Kind::Avx512Bytes(Bytes(simd)),
            (Self::Avx512(simd), false) => Kind::Avx512Pairs(Pairs(simd)),
            (Self::Vnni(simd, vnni), _) => Kind::Vnni(Fours(simd, vnni)),
        }
    }
}

impl Kind {
    /// What is to be added to each weight, so that none is negative.
    pub(super) fn raised(self) -> u8 {
        match self {
            Self::Avx2Bytes(_) | Self::Avx512Bytes(_) => 8,
            _ => 128,
        }
    }

    pub(super) fn run(self, work: impl Work) {
        match self {
            Self::Avx2Bytes(kind) => kind.0.vectorize(Call(kind, work)),
            Self::Avx2Pairs(kind) => kind.0.vectorize(Call(kind, work)),
            Self::Avx512Bytes(kind) => kind.0.vectorize(Call(kind, work)),
            Self::Avx512Pairs(kind) => kind.0.vectorize(Call(kind, work)),
            Self::Vnni(kind) => kind.1.vectorize(Call(kind, work)),
        }
    }
}
