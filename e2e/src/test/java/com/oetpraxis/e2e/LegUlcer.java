package com.oetpraxis.e2e;

import java.util.List;

/** A whole, kind consultation on the card "Bandages that keep coming off", line by line. */
final class LegUlcer {

    static final String TITLE = "Bandages";

    static final List<String> LINES =
            List.of(
                    "Good morning, Mrs Whitlock. My name is Amara and I'm one of the nurses here. I'd like to talk about how the leg has been. Is that all right?",
                    "Please don't worry, I'm not here to tell you off. How have you been managing with the bandages at home?",
                    "That sounds really uncomfortable. When do the bandages come off, and what happens then?",
                    "Thank you for telling me. How has this been affecting you day to day?",
                    "That must be very upsetting. Lots of people feel embarrassed about the smell, and we can help you with it.",
                    "What do you think is happening with the wound?",
                    "I can see why you would think that. The bandage gives a gentle squeeze, which means the blood can move up the leg, so the wound gets what it needs to heal.",
                    "We can try a moisturiser for the itching and a lighter kit. Would that help?",
                    "Please ring the clinic if the leg becomes more painful, hot or swollen. So, just to check that I have been clear, could you tell me in your own words what you will do?",
                    "Is there anything else you would like to ask me? Thank you for coming, and take care.");

    private LegUlcer() {}
}
