/** The server writes this page's nonce into the head; styles that are made at run time carry it. */
export const styleNonce = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
