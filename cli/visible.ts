// What a stranger wrote, on our terminal.

/** Without anything that would steer the terminal. */
export const visible = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Surrogate}]+/gu, ' ');
