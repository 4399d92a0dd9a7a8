/*
 * What becomes of a letter.
 *
 * | state   | meaning                                          | next                                                    |
 * |---------|--------------------------------------------------|---------------------------------------------------------|
 * | waiting | written, or the server was away or said "later"  | tried again by its job, up to a day                     |
 * | sending | in the hands of one process                      | sent, refused or waiting; after a death of that: unsure |
 * | sent    | the mail server took it                          | none                                                    |
 * | refused | the mail server will not have it, or it is late  | none: a person asks for another                         |
 * | unsure  | handed over, and no answer came                  | none: a person asks for another                         |
 */

/** What became of a letter. */
export type MailState = 'waiting' | 'sending' | 'sent' | 'refused' | 'unsure';
