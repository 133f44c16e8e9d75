/** What is asked before there is an article on it, and that article. */
export const KILN = '# The kiln\n\nThe kiln is fired on Mondays. Bring your own clay.\n';
export const FERRY = `# The ferry

The ferry crosses the sound at eight, noon and six. It carries sixty people and nine carts.

Tickets are sold on board by the purser. In winter the noon crossing is dropped.
`;
export const TICKETS = 'Who sells tickets on board of the ferry?';

/** What is kept of somebody who waits for the answer to a question. */
export const waitFor = (question: string) => ({
  ...{ user: '1300000000000000010', channel: '1300000000000000020', question, locale: 'en-US' },
});
