import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

/** What Kylin shows to the callback trigger, not n8n to Kylin. */
export class ApacheKylinCallbackApi implements ICredentialType {
	name = 'apacheKylinCallbackApi';

	displayName = 'Apache Kylin Callback API';

	icon: Icon = {
		light: 'file:../icons/apacheKylin.svg',
		dark: 'file:../icons/apacheKylin.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-apache-kylin/n8n-nodes-apache-kylin/blob/main/docs/triggers.md#set-up-the-callback';

	properties: INodeProperties[] = [
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. kylin-callback',
			description:
				'Any name without a colon; it need not be a user of Kylin. Set it in kylin.properties as kylin.job.finished-notifier-username.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Any password. Set it in kylin.properties as kylin.job.finished-notifier-password.',
		},
	];
}
