/** Discord's ids, as they are told from other texts. */

/** 64-bit numbers in decimal, 17 to 20 digits since 2015. */
export const SNOWFLAKE = /^\d{17,20}$/;
