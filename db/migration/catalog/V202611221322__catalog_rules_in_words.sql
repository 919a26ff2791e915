-- phase: expand
comment on constraint attribute_choices_of_a_choice on catalog.attribute is 'What is chosen from a list has the list, and nothing else has one.';
comment on constraint attribute_choices_some on catalog.attribute is 'A list to choose from has something in it, and not more than a form can show.';
comment on constraint attribute_key_form on catalog.attribute is 'A key stands in addresses of searches, so it is small letters and hyphens.';
comment on constraint attribute_kind_known on catalog.attribute is 'An attribute is chosen from a list, a number, or yes and no.';
comment on constraint attribute_name_length on catalog.attribute is 'A label beside a field of a form.';
comment on constraint attribute_position_not_negative on catalog.attribute is 'The order of showing counts from nought.';
comment on constraint attribute_unit_length on catalog.attribute is 'A unit stands behind a number.';
comment on constraint attribute_unit_of_a_number on catalog.attribute is 'Only numbers have a unit.';

comment on constraint category_name_length on catalog.category is 'A category has a name that fits into a menu.';
comment on constraint category_not_its_own_parent on catalog.category is 'A category does not stand in itself.';
comment on constraint category_position_not_negative on catalog.category is 'The order of showing counts from nought.';
comment on constraint category_slug_form on catalog.category is 'A category''s name in addresses: small letters, digits and hyphens.';
comment on constraint category_slug_once on catalog.category is 'One address leads to one category.';

comment on constraint tree_version_positive on catalog.tree_version is 'The tree has had a version since it was planted.';
comment on constraint tree_version_single on catalog.tree_version is 'There is one tree, so there is one version of it.';
