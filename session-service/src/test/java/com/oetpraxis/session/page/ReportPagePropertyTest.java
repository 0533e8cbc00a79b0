package com.oetpraxis.session.page;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.oetpraxis.session.page.ReportSheet.Note;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.xml.sax.InputSource;

class ReportPagePropertyTest {

    @Property(tries = 300)
    void isWellFormedWhateverWasSaid(
            @ForAll String text,
            @ForAll @Size(max = 6) List<@IntRange(min = -5, max = 60) Integer> places) {
        var notes =
                places.stream()
                        .map(at -> new Note("fluency", "<m>", at % 2 == 0, at, at + 4))
                        .toList();

        var page = ReportPage.of(ReportPageTest.sheet(text, notes)).replace("<!DOCTYPE html>", "");

        assertThatCode(() ->
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(new InputSource(new StringReader(page))))
                .doesNotThrowAnyException();
    }
}
