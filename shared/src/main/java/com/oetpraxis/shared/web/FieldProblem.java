package com.oetpraxis.shared.web;

/**
 * What is wrong with one field of the request.
 *
 * @param field its path in the body, or the parameter's name
 * @param message what is expected instead
 */
public record FieldProblem(String field, String message) {}
