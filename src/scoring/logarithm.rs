//! The natural logarithm from the four basic operations alone, so that it is the same number on
//! every platform: a system's own may differ in the last bit.

/// The natural logarithm of a positive number; 0 for anything else.
pub(crate) fn ln(value: f32) -> f32 {
    if !value.is_finite() || value <= 0.0 {
        return 0.0;
    }
    let mut mantissa = value;
    let mut doublings = 0.0_f32;
    while mantissa >= 1.5 {
        mantissa /= 2.0;
        doublings += 1.0;
    }
    while mantissa < 0.75 {
        mantissa *= 2.0;
        doublings -= 1.0;
    }
    let part = (mantissa - 1.0) / (mantissa + 1.0);
    let square = part * part;
    let mut power = part;
    let mut sum = 0.0;
    for odd in [1.0_f32, 3.0, 5.0, 7.0, 9.0] {
        sum += power / odd;
        power *= square;
    }
    2.0 * sum + doublings * std::f32::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_logarithm() {
        for value in [0.01_f32, 0.5, 0.75, 1.0, 1.49, 1.5, 2.0, 3.0, 11.0, 30.5, 1000.0] {
            assert!((ln(value) - value.ln()).abs() < 1e-5, "{value}: {}", ln(value));
        }
        assert!(ln(0.0).abs() < 1e-9 && ln(-1.0).abs() < 1e-9 && ln(f32::NAN).abs() < 1e-9);
    }
}
