/* Enhances the desk's pages; each of them works without it. */
