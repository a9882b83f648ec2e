//! Enums whose values are written and read by their names.

/// Implements `Display` and `FromStr` by the names of an enum's values, which it lists as `ALL` and gives by `name()`,
/// and declares the error of a text that is none of them. The message says what such a value is (`$value`) and lists
/// all of them (`$values`).
///
/// With `serde` behind these, the enum is also serialised by its names; an enum without it derives that itself.
macro_rules! by_name {
    ($enum:ident, $error:ident, $value:literal, $values:literal, serde) => {
        $crate::by_name::by_name!($enum, $error, $value, $values);

        #[cfg(feature = "serde")]
        impl serde::Serialize for $enum {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $enum {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
    ($enum:ident, $error:ident, $value:literal, $values:literal) => {
        impl std::fmt::Display for $enum {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $enum {
            type Err = $error;

            fn from_str(name: &str) -> Result<Self, $error> {
                $enum::ALL.iter().copied().find(|value| value.name() == name).ok_or_else(|| $error(name.to_owned()))
            }
        }

        #[doc = concat!("The error of parsing a [`", stringify!($enum), "`] from a text that is not the name of any.")]
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
        #[error("unknown {value} {0:?}; the {values} are {names}", value = $value, values = $values, names = $enum::ALL.iter().map(|value| value.name()).collect::<Vec<_>>().join(", "))]
        pub struct $error(String);
    };
}

pub(crate) use by_name;
