package com.oetpraxis.shared.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service does with the events of one topic; a bean of this type is all it takes.
 *
 * <p>Delivery is at least once and in order per subject. Each handler runs in a transaction of its
 * own together with the event's id in {@code handled_events}, so a second delivery does nothing. A
 * handler that fails is tried again four times; then the event goes to {@code <topic>.dlt}.
 */
public final class EventSubscription {

    private final String topic;
    private final String group;
    private final boolean broadcast;
    private final Map<String, Handler<?>> handlers = new LinkedHashMap<>();

    private record Handler<T>(Class<T> payload, BiConsumer<Event, T> action) {
        void handle(Event event, byte[] data, JsonMapper json) {
            action.accept(event, json.readValue(data, payload));
        }
    }

    private EventSubscription(String topic, String group, boolean broadcast) {
        this.topic = topic;
        this.group = group;
        this.broadcast = broadcast;
    }

    /** Each event of the topic once for all instances of the group. */
    public static EventSubscription on(String topic, String group) {
        return new EventSubscription(topic, group, false);
    }

    /**
     * Each event from now on for this instance alone, without a record of what was handled; for
     * what concerns live connections.
     */
    public static EventSubscription broadcast(String topic, String uniqueGroup) {
        return new EventSubscription(topic, uniqueGroup, true);
    }

    /** Adds the handler of one kind of event; others of the topic are passed over. */
    public <T> EventSubscription handle(
            String name, Class<T> payload, BiConsumer<Event, T> action) {
        handlers.put(name, new Handler<>(payload, action));
        return this;
    }

    String topic() {
        return topic;
    }

    String group() {
        return group;
    }

    boolean isBroadcast() {
        return broadcast;
    }

    boolean wants(String name) {
        return handlers.containsKey(name);
    }

    void deliver(Event event, byte[] data, JsonMapper json) {
        var handler = handlers.get(event.name());
        if (handler != null) {
            handler.handle(event, data, json);
        }
    }
}
