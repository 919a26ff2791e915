-- phase: expand
create table catalog.attribute (
    category_id uuid    not null constraint attribute_category_fk references catalog.category (id),
    key         text    not null constraint attribute_key_form check (key ~ '^[a-z]+(-[a-z]+)*$' and length(key) <= 40),
    name        text    not null constraint attribute_name_length check (length(name) between 1 and 80),
    kind        text    not null constraint attribute_kind_known check (kind in ('CHOICE', 'NUMBER', 'YES_NO')),
    unit        text             constraint attribute_unit_length check (length(unit) between 1 and 20),
    choices     text[]           constraint attribute_choices_some check (cardinality(choices) between 1 and 100),
    required    boolean not null,
    position    int     not null constraint attribute_position_not_negative check (position >= 0),
    constraint attribute_pk primary key (category_id, key),
    constraint attribute_choices_of_a_choice check ((kind = 'CHOICE') = (choices is not null)),
    constraint attribute_unit_of_a_number check (unit is null or kind = 'NUMBER')
);
comment on table catalog.attribute is 'What can be said of a thing in this category and in all below it. Read into memory with the tree.';
comment on column catalog.attribute.key is 'Its name in addresses and in listings.';
comment on column catalog.attribute.unit is 'What a number counts, such as cm; null where it counts pieces, and for other kinds.';
comment on column catalog.attribute.choices is 'The values that a CHOICE may take; null for other kinds.';
comment on column catalog.attribute.required is 'A listing is not published without it.';
comment on column catalog.attribute.position is 'Order of showing.';

create trigger attribute_changed after insert or update or delete on catalog.attribute
    for each statement execute function catalog.raise_version();

-- What the neighbours' constraints ask: the keys that a thing in this category must have and this one has not.
create function catalog.missing_attributes(category uuid, given jsonb) returns text[] language sql stable as $$
    with recursive above (id, parent_id) as (
        select c.id, c.parent_id from catalog.category c where c.id = category
        union all
        select c.id, c.parent_id from catalog.category c join above on c.id = above.parent_id
    )
    select coalesce(array_agg(a.key order by a.key), '{}')
      from catalog.attribute a
      join above on above.id = a.category_id
     where a.required and not given ? a.key
$$;

insert into catalog.attribute (category_id, key, name, kind, unit, choices, required, position)
select c.id, a.key, a.name, a.kind, a.unit, a.choices, a.required, a.position
  from (values
        ('clothing', 'colour', 'Colour', 'CHOICE', null, '{black,white,grey,red,orange,yellow,green,blue,violet,brown}'::text[], false, 0),
        ('dresses', 'size', 'Size', 'CHOICE', null, '{XS,S,M,L,XL,XXL}', true, 0),
        ('coats', 'size', 'Size', 'CHOICE', null, '{XS,S,M,L,XL,XXL}', true, 0),
        ('shirts', 'size', 'Size', 'CHOICE', null, '{XS,S,M,L,XL,XXL}', true, 0),
        ('jackets', 'size', 'Size', 'CHOICE', null, '{XS,S,M,L,XL,XXL}', true, 0),
        ('shoes', 'shoe-size', 'Shoe size', 'NUMBER', 'EU', null, true, 0),
        ('boots', 'shoe-size', 'Shoe size', 'NUMBER', 'EU', null, true, 0),
        ('electronics', 'condition', 'Condition', 'CHOICE', null, '{new,as-new,used,for-parts}', false, 0),
        ('laptops', 'memory', 'Memory', 'NUMBER', 'GB', null, true, 1),
        ('headphones', 'wireless', 'Wireless', 'YES_NO', null, null, true, 1),
        ('furniture', 'material', 'Material', 'CHOICE', null, '{wood,metal,glass,plastic,textile,stone}', false, 0),
        ('bicycles', 'frame-height', 'Frame height', 'NUMBER', 'cm', null, true, 0),
        ('board-games', 'players', 'Players at most', 'NUMBER', null, null, false, 0)
       ) as a (slug, key, name, kind, unit, choices, required, position)
  join catalog.category c on c.slug = a.slug;
