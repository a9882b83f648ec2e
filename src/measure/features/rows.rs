//! The macro that declares features: their names, meanings and values in one order.

/// Declares a row of features as a struct of numbers. The doc comment of each field is also the meaning of the feature,
/// which is shown to users in reasons.
///
/// A meaning must read well as a doc comment and in a
/// [`Reason`](crate::cruft::Reason). It names the number or share, so that "is 0.83" can follow; or after `Flag: ` it
/// says what the block is, so that "not" can go before. What follows a semicolon is only for readers of the code.
macro_rules! rows {
    ($(#[doc = $about:literal])+ $row:ident { $($(#[doc = $doc:literal])+ $name:ident,)+ }) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, Default)]
        pub(crate) struct $row { $($(#[doc = $doc])+ pub(crate) $name: f32,)+ }

        impl $row {
            /// The names of the features, in the order of `values`.
            pub(crate) const NAMES: &[&str] = &[$(stringify!($name)),+];

            /// What the features mean, in the same order.
            pub(crate) const MEANINGS: &[&str] = &[$(concat!($($doc),+)),+];

            /// The features in the order of `NAMES`.
            #[inline]
            pub(crate) fn values(&self) -> [f32; Self::NAMES.len()] {
                [$(self.$name),+]
            }
        }
    };
}

pub(crate) use rows;
