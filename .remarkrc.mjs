/** Links within the repository have to lead somewhere; others are never opened. */
export default {
	plugins: [['remark-validate-links', { repository: false }]],
};
