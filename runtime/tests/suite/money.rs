//! Micro currency: made, read, written and shown.

use pinterest_v5_runtime::{InvalidMicroAmount, MicroAmount, ParamValue, Patch, object};

#[test]
fn an_amount_is_made_from_units_micros_and_text() {
    let amount = MicroAmount::from_micros(12_500_000);
    assert_eq!("12.50".parse(), Ok(amount));
    assert_eq!((amount.micros(), amount.units()), (12_500_000, 12));
    assert_eq!(
        MicroAmount::from_units(-3),
        MicroAmount::from_micros(-3_000_000)
    );
    assert_eq!("-0.000001".parse(), Ok(MicroAmount::from_micros(-1)));
    assert_eq!(MicroAmount::from_units(i64::MAX).micros(), i64::MAX);
    assert!(MicroAmount::from_units(10) > MicroAmount::from_micros(10));
    for wrong in [
        "",
        "1.",
        ".5",
        "1.2345678",
        "1,5",
        "--1",
        "+1",
        "1e3",
        "9223372036855",
        " 1",
    ] {
        assert_eq!(
            wrong.parse::<MicroAmount>(),
            Err(InvalidMicroAmount),
            "{wrong}"
        );
    }
}

#[test]
fn an_amount_shows_units_and_micros() {
    for (micros, units) in [
        (12_500_000, "12.5"),
        (10_000_000, "10"),
        (0, "0"),
        (-1, "-0.000001"),
        (i64::MIN, "-9223372036854.775808"),
    ] {
        let amount = MicroAmount::from_micros(micros);
        assert_eq!(amount.to_string(), units);
        assert_eq!(
            format!("{amount:?}"),
            format!("MicroAmount({units}, {micros} micros)")
        );
    }
}

#[test]
fn a_precision_is_a_number_of_decimals() {
    for (micros, units) in [
        (
            13_739_960_000,
            ["13740", "13740.0", "13739.96", "13739.96000000"],
        ),
        (12_500_000, ["13", "12.5", "12.50", "12.50000000"]),
        (999_999, ["1", "1.0", "1.00", "0.99999900"]),
        (-1_005_000, ["-1", "-1.0", "-1.01", "-1.00500000"]),
        (0, ["0", "0.0", "0.00", "0.00000000"]),
    ] {
        let amount = MicroAmount::from_micros(micros);
        let shown = [0, 1, 2, 8].map(|digits| format!("{amount:.digits$}"));
        assert_eq!(shown, units);
    }
    let amount = MicroAmount::from_units(-5);
    assert_eq!(
        format!("{amount:>8.2}|{amount:<8}|{amount:08.2}"),
        "   -5.00|-5      |-0005.00"
    );
}

#[test]
fn an_amount_travels_as_its_micros() {
    let amount: MicroAmount = serde_json::from_str("12500000").unwrap();
    assert_eq!(amount, serde_json::from_str("12500000.0").unwrap());
    assert_eq!(serde_json::to_string(&amount).unwrap(), "12500000");
    let mut text = String::new();
    amount.write_to(&mut text);
    assert_eq!(text, "12500000");
    for odd in ["0.5", "1e300", "18446744073709551615", "\"1.5\"", "\"\""] {
        serde_json::from_str::<MicroAmount>(odd).unwrap_err();
    }
}

#[test]
fn an_amount_of_a_member_that_takes_text_is_written_as_digits() {
    #[derive(Debug, PartialEq)]
    struct Goal {
        value: MicroAmount,
        other: Option<MicroAmount>,
        cap: Patch<MicroAmount>,
    }
    object! {
        both Goal
        fields {
            value: "value", required as_text;
            other: "other", optional as_text;
            cap: "cap", patch as_text;
        }
    }

    let json = r#"{"value":"12500000","other":"0","cap":"1"}"#;
    let goal: Goal = serde_json::from_str(json).unwrap();
    assert_eq!(goal.value.units(), 12);
    assert_eq!(serde_json::to_string(&goal).unwrap(), json);
}
