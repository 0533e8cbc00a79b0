package com.oetpraxis.session.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void quotesWhatNeedsQuotesAndLeavesOutNulls() {
        var csv = new Csv().row("a", "b,c", "d \"e\"", null, 3, 2.5).row("f\ng");

        assertThat(csv).hasToString("a,\"b,c\",\"d \"\"e\"\"\",,3,2.5\r\n\"f\ng\"\r\n");
    }

    @Test
    void letsNoTextBeAFormula() {
        assertThat(new Csv().row("=1+1", "@x", "-2", -2)).hasToString("'=1+1,'@x,'-2,-2\r\n");
    }
}
