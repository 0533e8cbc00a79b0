package com.oetpraxis.ai.recogniser;

/**
 * A place where a piece of a preferred word was nearly as likely as the one that was written.
 *
 * @param position how many pieces stand before it
 * @param piece the preferred one
 */
record Fork(int position, Piece piece) {}
