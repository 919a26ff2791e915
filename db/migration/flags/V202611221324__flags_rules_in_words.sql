-- phase: expand
comment on constraint setting_changed_by_length on flags.setting is 'Every change of a flag has somebody who made it.';
comment on constraint setting_key_form on flags.setting is 'Flags are named as in flags.yml: small letters, digits and hyphens.';
