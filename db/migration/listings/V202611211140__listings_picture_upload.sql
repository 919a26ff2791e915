-- phase: expand
-- The release before this only reads the table, so columns can be demanded at once. What lies there was drawn by a seed, one
-- picture for each listing and as small as a card: it keeps its listing's id and the hash of its key, which no upload has.
alter table listings.picture
    add column id           uuid,
    add column card_key     text constraint picture_card_key_once unique
                                 constraint picture_card_key_form check (card_key ~ '^[a-z0-9][a-z0-9/_.-]{3,199}$'),
    add column content_hash text constraint picture_content_hash_form check (content_hash ~ '^[0-9a-f]{64}$');

update listings.picture
   set id = listing_id, card_key = object_key, content_hash = encode(sha256(convert_to(object_key, 'UTF8')), 'hex');

alter table listings.picture
    alter column id           set not null,
    alter column card_key     set not null,
    alter column content_hash set not null,
    drop constraint picture_pk,
    add constraint picture_pk primary key (id),
    add constraint picture_position_once unique (listing_id, position) deferrable,
    add constraint picture_content_once unique (listing_id, content_hash);

comment on column listings.picture.object_key is 'The picture as a page shows it, at most 1600 pixels along a side; width and height are its own.';
comment on column listings.picture.card_key is 'The same for cards, at most 480 pixels along a side.';
comment on column listings.picture.content_hash is 'SHA-256 of what was uploaded, so that sending it again adds nothing.';
comment on constraint picture_position_once on listings.picture is 'Deferrable, because pictures change places within one statement.';
