package com.oetpraxis.ai.language;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.languagetool.rules.RuleMatch;

/** LanguageTool's rules, asked once for each text: tests score thousands of talks alike. */
public final class RememberedRules {

    private RememberedRules() {}

    /** What they found is kept as long as the rules. */
    public static LanguageToolRules create() {
        Map<String, List<RuleMatch>> found = new ConcurrentHashMap<>();
        return new LanguageToolRules(text -> found.computeIfAbsent(text, LanguageToolRules::check));
    }
}
