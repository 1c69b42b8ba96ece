//! The number of words of a field in one byte: exact up to 64, then in steps of 5 %.

const EXACT: u32 = 64;
const STEP: f32 = 1.05;

pub(super) fn encode(length: u32) -> u8 {
    if length <= EXACT {
        return length as u8;
    }
    let steps = (length as f32 / EXACT as f32).ln() / STEP.ln();
    (EXACT as f32 + steps.round()).min(255.0) as u8
}

pub(super) fn decode(code: u8) -> f32 {
    if u32::from(code) <= EXACT { f32::from(code) } else { EXACT as f32 * STEP.powi(i32::from(code) - EXACT as i32) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_come_back_within_three_percent() {
        for length in [0, 1, 64, 65, 100, 150, 1000, 100_000] {
            assert!((decode(encode(length)) / length.max(1) as f32 - 1.0).abs() < 0.03 || length == 0, "{length}");
        }
    }
}
