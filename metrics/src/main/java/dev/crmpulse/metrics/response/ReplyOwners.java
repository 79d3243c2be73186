package dev.crmpulse.metrics.response;

/**
 * Whose a wait for a reply was.
 *
 * @param owner whose it is, or was when the wait began
 * @param atReply the owner in the moment of the reply, empty while there is none
 * @param rep who took part on our side: who replied, or who sent what waits for the customer
 */
record ReplyOwners(String owner, String atReply, String rep) {}
