CREATE TABLE orders (id bigint PRIMARY KEY, cents integer NOT NULL);
