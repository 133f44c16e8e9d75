/** How a language's file writes its lists down: many words in few lines. */

/** The words of a text, none twice. */
export function words(text: string): ReadonlySet<string> {
  return new Set(list(text));
}

/** The words of a text in their order. */
export function list(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** `hello; good morning` as phrases, none twice. */
export function phrases(text: string): ReadonlySet<string> {
  return new Set(
    text
      .split(';')
      .map((each) => each.trim().replace(/\s+/g, ' '))
      .filter((each) => each !== ''),
  );
}

/** `write:wrote,written go:went` as a map from each form to its base. */
export function baseForms(text: string): ReadonlyMap<string, string> {
  return new Map(
    list(text).flatMap((entry) => {
      const [base = '', forms = ''] = entry.split(':');
      return forms.split(',').map((form): [string, string] => [form, base]);
    }),
  );
}

/** `pic = picture; ww2 = world war 2` as the members of each group. */
export function groups(text: string): readonly (readonly string[])[] {
  return text
    .split(';')
    .map((group) => group.split('=').map((each) => each.trim().replace(/\s+/g, ' ')))
    .filter((group) => group.length > 1);
}

/** `open / close, shut; first / last` as sets of members, each with the words for it. */
export function apart(text: string): readonly (readonly (readonly string[])[])[] {
  return text
    .split(';')
    .map((set) => set.split('/').map((member) => list(member.replaceAll(',', ' '))))
    .filter((set) => set.length > 1);
}

/** `u = you; b4 = before` as a map from the first of each to the second. */
export function inFull(text: string): ReadonlyMap<string, string> {
  return new Map(groups(text).map(([short = '', full = '']) => [short, full]));
}

/** A pattern for whole words, in lower case: neither a letter nor a digit stands beside it. */
export function phrase(pattern: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'u');
}
