"""Operations: functions that change a plan. Each is atomic and takes, by keyword, ``by`` (the user) and ``at`` (the time,
now by default). One module per noun."""
