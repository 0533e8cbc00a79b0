package com.oetpraxis.shared.event;

/**
 * Something that has happened and that other services may want to know.
 *
 * @param topic the owner's topic, such as {@code praxis.session}
 * @param name the catalogue's name (17.1), such as {@code session.completed}; the CloudEvents type
 *     is {@code com.oetpraxis.<name>.v1}
 * @param subject the aggregate's id: the CloudEvents subject and the Kafka key, so that events of
 *     one aggregate keep their order
 * @param payload a record of ids and facts, written as JSON; never transcript text or a secret
 */
public record EventMessage(String topic, String name, String subject, Object payload) {}
