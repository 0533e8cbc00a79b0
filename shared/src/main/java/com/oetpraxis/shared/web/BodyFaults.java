package com.oetpraxis.shared.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that is wrong with a body that could not be read: the reader stops at the first fault,
 * a caller wants to know all of them. Reads each field by itself and asks the constraints of those
 * that can be read.
 */
class BodyFaults {

    private static final int MOST = 100;
    private static final Map<Class<?>, String> EXPECTED =
            Map.ofEntries(
                    Map.entry(String.class, "must be a string"),
                    Map.entry(boolean.class, "must be true or false"),
                    Map.entry(Boolean.class, "must be true or false"),
                    Map.entry(int.class, "must be a whole number"),
                    Map.entry(Integer.class, "must be a whole number"),
                    Map.entry(long.class, "must be a whole number"),
                    Map.entry(Long.class, "must be a whole number"),
                    Map.entry(double.class, "must be a number"),
                    Map.entry(Double.class, "must be a number"),
                    Map.entry(UUID.class, "must be a UUID"),
                    Map.entry(LocalDate.class, "must be a date such as 2026-01-31"),
                    Map.entry(Instant.class, "must be a time such as 2026-01-31T09:30:00Z"));

    private final JsonMapper json;
    private final @Nullable Validator validator;

    BodyFaults(JsonMapper json, @Nullable Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * @param fields in the order of the record, at most 100
     * @param mistyped whether one of them has the wrong JSON type or format
     */
    record Found(List<FieldProblem> fields, boolean mistyped) {}

    /** Nothing where the body is no JSON, no object, or not to become a record. */
    Found of(KeptBody body) {
        var search = new Search();
        var bytes = body.bytes();
        var type = json.constructType(body.target());
        if (bytes != null && type.isRecordType()) {
            var tree = tree(bytes);
            if (tree != null && tree.isObject()) {
                search.fields(tree, type, "");
            }
        }
        return new Found(search.faults.stream().limit(MOST).toList(), search.mistyped);
    }

    private @Nullable JsonNode tree(byte[] bytes) {
        try {
            return json.readTree(bytes);
        } catch (JacksonException e) {
            return null; // the caller says so: the body is no JSON
        }
    }

    private final class Search {

        private final List<FieldProblem> faults = new ArrayList<>();
        private boolean mistyped;

        void fields(JsonNode object, JavaType type, String prefix) {
            for (var component : type.getRawClass().getRecordComponents()) {
                var name = name(component);
                var node = object.path(name);
                var path = prefix + name;
                if (!node.isMissingNode() && !node.isNull()) {
                    var field = json.constructType(component.getGenericType());
                    find(node, field, path, type.getRawClass(), component.getName());
                } else if (component.getType().isPrimitive()) {
                    mistyped(path, "is required");
                } else {
                    constraints(type.getRawClass(), component.getName(), null, path);
                }
            }
        }

        private void find(
                JsonNode node, JavaType type, String path, Class<?> owner, String property) {
            var before = faults.size();
            value(node, type, path);
            if (faults.size() == before && validator != null) {
                constraints(owner, property, json.treeToValue(node, type), path);
            }
        }

        private void value(JsonNode node, JavaType type, String path) {
            try {
                var value = json.<@Nullable Object>treeToValue(node, type);
                if (value != null && type.isRecordType() && validator != null) {
                    add(validator.validate(value), path);
                }
            } catch (JacksonException e) {
                var before = faults.size();
                if (node.isObject() && type.isRecordType()) {
                    fields(node, type, path + '.');
                } else if (node.isArray() && type.isCollectionLikeType()) {
                    for (var i = 0; i < node.size(); i++) {
                        value(node.get(i), type.getContentType(), path + '[' + i + ']');
                    }
                }
                if (faults.size() == before) {
                    unreadable(node, type, path, e);
                }
            }
        }

        private void unreadable(JsonNode node, JavaType type, String path, JacksonException e) {
            if (TextModule.hasRefused(e)) {
                faults.add(new FieldProblem(path, TextModule.REFUSAL));
            } else {
                mistyped(path, expected(node, type));
            }
        }

        private void mistyped(String path, String message) {
            mistyped = true;
            faults.add(new FieldProblem(path, message));
        }

        private void constraints(
                Class<?> owner, String property, @Nullable Object value, String path) {
            if (validator != null) {
                for (var violation : validator.validateValue(owner, property, value)) {
                    faults.add(new FieldProblem(path, violation.getMessage()));
                }
            }
        }

        private void add(Set<ConstraintViolation<Object>> violations, String path) {
            for (var violation : violations) {
                faults.add(
                        new FieldProblem(
                                path + '.' + violation.getPropertyPath(), violation.getMessage()));
            }
        }
    }

    private static String name(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty() ? component.getName() : named.value();
    }

    private String expected(JsonNode node, JavaType type) {
        var raw = type.getRawClass();
        if (raw.isEnum()) {
            return "must be one of "
                    + Arrays.stream(raw.getEnumConstants())
                            .map(one -> json.valueToTree(one).asString())
                            .collect(Collectors.joining(", "));
        }
        if (type.isCollectionLikeType() || type.isArrayType()) {
            return "must be a list";
        }
        if (type.isRecordType() || type.isMapLikeType()) {
            return "must be an object";
        }
        var expected = EXPECTED.get(raw);
        if (expected == null) {
            return "has the wrong format";
        }
        return node.isIntegralNumber() && expected.equals("must be a whole number")
                ? "is too large a number"
                : expected;
    }
}
